package dev.keyflux.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyflux.aws.FailureKind;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class PatienceTest {

    @Test
    void backoff_failuresInARow_doublesToTheCapLessJitter() {
        assertThat(Backoff.FAILURE.delay(1, () -> 0)).isEqualTo(Duration.ofMillis(200));
        assertThat(Backoff.FAILURE.delay(3, () -> 0)).isEqualTo(Duration.ofMillis(800));
        assertThat(Backoff.FAILURE.delay(3, () -> 0.5)).isEqualTo(Duration.ofMillis(600));
        assertThat(Backoff.FAILURE.delay(1_000_000, () -> 0)).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void ambiguousAndUnreachable_shareTheAttempts() {
        var patience = new Patience(3, () -> 0);

        assertThat(patience.afterFailure(FailureKind.AMBIGUOUS)).contains(Duration.ofMillis(200));
        assertThat(patience.afterFailure(FailureKind.UNREACHABLE)).contains(Duration.ofMillis(400));
        assertThat(patience.afterFailure(FailureKind.AMBIGUOUS)).isEmpty();
    }

    @Test
    void tryAfterAWaitThatEndedEarly_countsForNone() {
        var patience = new Patience(3, () -> 0);
        patience.afterFailure(FailureKind.AMBIGUOUS);
        patience.afterFailure(FailureKind.UNREACHABLE);
        patience.hurry();

        assertThat(patience.afterFailure(FailureKind.UNREACHABLE)).contains(Duration.ofMillis(400));
        assertThat(patience.afterFailure(FailureKind.UNREACHABLE)).isEmpty();
    }

    @Test
    void wait_mayEndEarlyOnceAndIfItIsLong() {
        var patience = new Patience(3, () -> 0);

        assertThat(patience.mayHurry(Duration.ofSeconds(1))).isFalse();
        assertThat(patience.mayHurry(Duration.ofSeconds(2))).isTrue();
        patience.hurry();
        assertThat(patience.mayHurry(Duration.ofSeconds(2))).isFalse();
    }

    @Test
    void setupInProgress_waitsFiveMinutesInAll() {
        var patience = new Patience(2, () -> 0);
        var waited = Duration.ZERO;

        for (var delay = patience.afterFailure(FailureKind.SETUP_IN_PROGRESS);
                delay.isPresent();
                delay = patience.afterFailure(FailureKind.SETUP_IN_PROGRESS)) {
            waited = waited.plus(delay.get());
        }

        assertThat(waited)
                .isBetween(Duration.ofMinutes(5), Duration.ofMinutes(5).plusSeconds(5));
    }

    @ParameterizedTest
    @EnumSource(names = {"THROTTLED", "NAME_EXISTS", "NOT_FOUND", "REFUSED", "DENIED", "STALE_SIGNATURE"})
    void anythingElse_isNotForPatienceToRepeat(FailureKind kind) {
        assertThat(new Patience(8, () -> 0).afterFailure(kind)).isEmpty();
    }
}
