package dev.keyflux.aws;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** Where the caller's own credentials come from, and what to say to a caller who has none there. */
sealed interface CallersOwn extends AutoCloseable {

    /** The SDK's chain of environment, profile, container and instance. */
    static CallersOwn ofChain() {
        return new OfChain(DefaultCredentialsProvider.builder().build());
    }

    /** A profile of the shared AWS config files, and nowhere else. */
    static CallersOwn ofProfile(String name) {
        return new OfProfile(name, ProfileCredentialsProvider.create(name));
    }

    /** The embedder's own provider, which stays the embedder's to close. */
    static CallersOwn given(AwsCredentialsProvider provider) {
        return new Given(provider);
    }

    /**
     * Long enough for a sign-in that asks people for a code; the SDK itself would wait for ever, for example for a
     * credential process that does.
     */
    Duration LIMIT = Duration.ofMinutes(1);

    String TOO_LATE = "no AWS credentials: what provides them gave none within " + LIMIT.toSeconds() + " seconds";

    AwsCredentialsProvider provider();

    /** What is wrong and what to do, for people. */
    String explain(Throwable error);

    /**
     * Has the credentials. Never on the subscriber's thread, since resolving may read files or ask an instance's metadata
     * (aws-sdk-java-v2#2360). Fails with {@link CallFailedException}.
     */
    default Mono<AwsCredentialsIdentity> resolve() {
        return Mono.fromFuture(() -> provider().resolveIdentity(), true)
                .<AwsCredentialsIdentity>map(CallersOwn::sendable)
                .subscribeOn(Schedulers.boundedElastic())
                .timeout(LIMIT)
                .switchIfEmpty(
                        Mono.error(() -> denied("NoCredentials", "no AWS credentials: the provider gave none", null)))
                .onErrorMap(
                        error -> !(error instanceof CallFailedException),
                        error -> denied(
                                "NoCredentials", error instanceof TimeoutException ? TOO_LATE : explain(error), error));
    }

    /** The credentials themselves; those that no header can hold would fail each call anew. */
    private static AwsCredentialsIdentity sendable(AwsCredentialsIdentity identity) {
        var token = identity instanceof AwsSessionCredentialsIdentity session ? session.sessionToken() : "";
        if ((identity.accessKeyId() + token).chars().anyMatch(Character::isISOControl)) {
            throw denied(
                    "BadCredentials",
                    "the AWS credentials have a line break or another control character in them: copy them again",
                    null);
        }
        return identity;
    }

    private static CallFailedException denied(String code, String message, @Nullable Throwable cause) {
        return new CallFailedException(new Failure(FailureKind.DENIED, code, message, null), cause);
    }

    @Override
    default void close() {
        if (provider() instanceof SdkAutoCloseable closeable) {
            closeable.close();
        }
    }

    /** The chain's own message lists every place it looked in; what helps is to name one. */
    record OfChain(AwsCredentialsProvider provider) implements CallersOwn {
        @Override
        public String explain(Throwable error) {
            return "no AWS credentials: set AWS_PROFILE or --profile to a profile that has some, or set"
                    + " AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY";
        }
    }

    /** A profile that has none may be misspelt, or a sign-in may have run out: the SDK's words say which. */
    record OfProfile(String name, AwsCredentialsProvider provider) implements CallersOwn {
        @Override
        public String explain(Throwable error) {
            return "no AWS credentials from the profile '" + name + "': " + FailureClassifier.words(error)
                    + "; check its name in the AWS config files, and for SSO run aws sso login --profile " + name;
        }
    }

    /** An embedder knows what it gave. */
    record Given(AwsCredentialsProvider provider) implements CallersOwn {
        @Override
        public String explain(Throwable error) {
            return "no AWS credentials: " + FailureClassifier.words(error);
        }

        @Override
        public void close() {}
    }
}
