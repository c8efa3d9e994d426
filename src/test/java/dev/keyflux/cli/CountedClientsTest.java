package dev.keyflux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyflux.aws.CallFailedException;
import dev.keyflux.aws.Failure;
import dev.keyflux.aws.FailureKind;
import dev.keyflux.aws.KeyPair;
import dev.keyflux.aws.KeyPairClient;
import dev.keyflux.aws.KeyPairReader;
import dev.keyflux.aws.LightsailClients;
import dev.keyflux.aws.Operation;
import dev.keyflux.aws.Page;
import dev.keyflux.report.SampleRuns;
import dev.keyflux.target.Target;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;

final class CountedClientsTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final TestPublisher<KeyPair> answer = TestPublisher.create();
    private final CountedClients counted = new CountedClients(new OneCall(answer.mono()));
    private final Mono<KeyPair> call = counted.reader(SampleRuns.LONDON).keyPair("alice");

    @Test
    void call_notSubscribed_isNotCounted() {
        assertThat(counted.counts()).isEqualTo(CallCounts.NONE);
    }

    @Test
    void call_waiting_isInFlight() {
        StepVerifier.create(call)
                .then(() -> assertThat(counted.counts()).isEqualTo(new CallCounts(1, 1, 0, 0, null)))
                .thenCancel()
                .verify(LIMIT);

        assertThat(counted.counts()).isEqualTo(new CallCounts(0, 1, 0, 0, null));
    }

    @Test
    void call_thatFails_isCountedWithItsCode() {
        assertThat(countsAfter(FailureKind.UNREACHABLE, "ConnectionFailed"))
                .isEqualTo(new CallCounts(0, 1, 0, 1, "ConnectionFailed"));
    }

    @ParameterizedTest
    @EnumSource(names = {"THROTTLED", "SESSION_THROTTLED"})
    void call_thatIsThrottled_hasNotFailed(FailureKind kind) {
        assertThat(countsAfter(kind, "ThrottlingException")).isEqualTo(new CallCounts(0, 1, 1, 0, null));
    }

    @Test
    void call_thatFindsNothing_hasNotFailed() {
        assertThat(countsAfter(FailureKind.NOT_FOUND, "NotFoundException")).isEqualTo(new CallCounts(0, 1, 0, 0, null));
    }

    private CallCounts countsAfter(FailureKind kind, String code) {
        StepVerifier.create(call)
                .then(() -> answer.error(failure(kind, code)))
                .expectError(CallFailedException.class)
                .verify(LIMIT);
        return counted.counts();
    }

    private static CallFailedException failure(FailureKind kind, String code) {
        return new CallFailedException(new Failure(kind, code, "message", null), null);
    }

    /** Clients that can look for one key pair and nothing else. */
    private record OneCall(Mono<KeyPair> answer) implements LightsailClients, KeyPairReader {

        @Override
        public KeyPairReader reader(Target target) {
            return this;
        }

        @Override
        public Mono<KeyPair> keyPair(String name) {
            return answer;
        }

        @Override
        public KeyPairClient client(Target target) {
            throw new AssertionError("unexpected client");
        }

        @Override
        public Mono<Page<KeyPair>> keyPairs(@Nullable String pageToken) {
            throw new AssertionError("unexpected call");
        }

        @Override
        public Mono<Page<String>> activeNames(@Nullable String pageToken) {
            throw new AssertionError("unexpected call");
        }

        @Override
        public Mono<Operation> operation(String id) {
            throw new AssertionError("unexpected call");
        }

        @Override
        public void close() {}
    }
}
