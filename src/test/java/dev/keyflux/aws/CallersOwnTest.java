package dev.keyflux.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.ResolveIdentityRequest;

final class CallersOwnTest {

    @Test
    void resolve_providerNeverAnswers_deniedAfterAWhile() {
        AwsCredentialsProvider silent = new AwsCredentialsProvider() {
            @Override
            public AwsCredentials resolveCredentials() {
                throw new AssertionError("asked to block");
            }

            @Override
            public CompletableFuture<AwsCredentialsIdentity> resolveIdentity(ResolveIdentityRequest request) {
                return new CompletableFuture<>();
            }
        };

        StepVerifier.withVirtualTime(() -> CallersOwn.given(silent).resolve())
                .expectSubscription()
                .expectNoEvent(CallersOwn.LIMIT.minusMillis(1))
                .thenAwait(Duration.ofMillis(1))
                .expectErrorSatisfies(error -> {
                    var failure = ((CallFailedException) error).failure();
                    assertThat(failure.kind()).isEqualTo(FailureKind.DENIED);
                    assertThat(failure.message()).contains("none within 60 seconds");
                })
                .verify(Duration.ofSeconds(10));
    }

    @Test
    @SuppressWarnings("NullAway") // what a provider of somebody else's may do
    void resolve_providerThatGivesNull_denied() {
        StepVerifier.create(CallersOwn.given(() -> null).resolve())
                .expectErrorSatisfies(error -> assertThat(((CallFailedException) error).failure())
                        .extracting(Failure::kind, Failure::code)
                        .containsExactly(FailureKind.DENIED, "NoCredentials"))
                .verify(Duration.ofSeconds(10));
    }

    @Test
    void resolve_tokenWithALineBreak_deniedBeforeAnyCall() {
        var broken = StaticCredentialsProvider.create(AwsSessionCredentials.create("AKIDTEST", "any", "to\nken"));

        StepVerifier.create(CallersOwn.given(broken).resolve())
                .expectErrorSatisfies(error -> assertThat(((CallFailedException) error).failure())
                        .extracting(Failure::kind, Failure::code)
                        .containsExactly(FailureKind.DENIED, "BadCredentials"))
                .verify(Duration.ofSeconds(10));
    }
}
