package dev.keyflux.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

final class CoolDownTest {

    private final AtomicInteger calls = new AtomicInteger();
    private Instant now = Instant.EPOCH;
    private @Nullable FailureKind trouble;

    private final CoolDown coolDown = new CoolDown(() -> now);
    private final Mono<String> shielded = coolDown.shield(Mono.defer(this::call));

    private Mono<String> call() {
        calls.incrementAndGet();
        return trouble == null
                ? Mono.just("answer")
                : Mono.error(new CallFailedException(new Failure(trouble, "Code", "words", null), null));
    }

    @Test
    void call_throttled_isMadeOnceASecond() {
        trouble = FailureKind.THROTTLED;

        for (var ask = 0; ask < 100; ask++) {
            fails();
            now = now.plusMillis(30);
        }

        assertThat(calls).hasValue(3);
    }

    @Test
    void call_throttledASecondAgo_isMade() {
        trouble = FailureKind.THROTTLED;
        fails();
        trouble = null;

        now = now.plusSeconds(1);

        StepVerifier.create(shielded).expectNext("answer").expectComplete().verify(Duration.ofSeconds(10));
    }

    @Test
    void call_throttledBeforeTheClockWasSetBack_isMade() {
        trouble = FailureKind.THROTTLED;
        fails();

        now = now.minus(Duration.ofHours(2));

        fails();
        assertThat(calls).hasValue(2);
    }

    @Test
    void call_thatFailedOtherwise_isMade() {
        trouble = FailureKind.UNREACHABLE;

        fails();
        fails();

        assertThat(calls).hasValue(2);
    }

    private void fails() {
        StepVerifier.create(shielded).expectError(CallFailedException.class).verify(Duration.ofSeconds(10));
    }
}
