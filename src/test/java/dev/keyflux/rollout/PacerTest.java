package dev.keyflux.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PacerTest {

    private static final long MILLI = 1_000_000;

    private final Pacer pacer = new Pacer(32);

    @Test
    void window_opensRoundByRound() {
        assertThat(pacer.window()).isEqualTo(9);
        pass(8, 0);
        assertThat(pacer.window()).isEqualTo(1);
        pass(1, 0);
        assertThat(pacer.window()).isEqualTo(15);
        pass(15, MILLI);
        assertThat(pacer.window()).isEqualTo(32);
    }

    @Test
    void window_callsThatReachedNobody_doNotOpenIt() {
        for (int i = 0; i < 100; i++) {
            pacer.started(i);
            pacer.unused(i);
        }

        assertThat(pacer.window()).isEqualTo(9);
    }

    @Test
    void delay_callsThatReachedNobody_doNotShortenIt() {
        call(0, true);
        var delay = pacer.delay(0);

        for (int i = 1; i <= 30; i++) {
            pacer.started(i * delay);
            pacer.unused(i * delay);
        }
        call(31 * delay, true);

        assertThat(pacer.delay(31 * delay)).isGreaterThanOrEqualTo(delay);
    }

    @Test
    void answered_whenNoCallIsRemembered_mayStartAnother() {
        var wide = new Pacer(66);
        wide.started(0);
        for (int i = 1; i <= 98; i++) {
            wide.started(i);
            wide.answered(i, i == 1);
        }
        for (int i = 101; i <= 165; i++) {
            wide.started(i);
        }
        for (int i = 101; i <= 165; i++) {
            wide.unused(i);
        }

        wide.answered(0, false);

        assertThat(wide.delay(0)).isZero();
    }

    @Test
    void window_smallMaximum_isNeverExceeded() {
        var narrow = new Pacer(3);

        assertThat(narrow.window()).isEqualTo(3);
        for (int i = 0; i < 30; i++) {
            narrow.started(i);
            narrow.answered(i, false);
            assertThat(narrow.window()).isBetween(1, 3);
        }
    }

    @Test
    void window_noMaximumToSpeakOf_opensToIt() {
        var wide = new Pacer(Integer.MAX_VALUE);

        for (int i = 0; i < 24; i++) {
            wide.started(i);
            wide.answered(i, false);
        }

        assertThat(wide.window()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void delay_nothingThrottled_isZero() {
        pass(100, 0);

        assertThat(pacer.delay(0)).isZero();
    }

    @Test
    void delay_afterFirstThrottle_isPositiveAndPasses() {
        call(0, true);

        var delay = pacer.delay(0);

        assertThat(delay).isBetween(10 * MILLI, 50 * MILLI);
        assertThat(pacer.delay(delay / 2)).isEqualTo(delay - delay / 2);
        assertThat(pacer.delay(2 * delay)).isZero();
    }

    @Test
    void delay_nothingButThrottles_growsToFiveSeconds() {
        var now = 0L;
        var longest = 0L;
        for (int i = 0; i < 40; i++) {
            call(now, true);
            longest = Math.max(longest, pacer.delay(now));
            now += pacer.delay(now);
        }

        assertThat(longest).isEqualTo(5_000 * MILLI);
        assertThat(now).isGreaterThan(100_000 * MILLI);
    }

    @Test
    void delay_callsWithinTheBurst_leaveTheRateToTheThrottle() {
        pass(9, 0);
        call(0, true);

        var afterThrottle = pacer.delay(0);
        pacer.started(afterThrottle);

        assertThat(pacer.delay(afterThrottle)).isBetween(10 * MILLI, 50 * MILLI);
    }

    @Test
    void delay_quietForLong_shrinks() {
        call(0, true);
        var now = 0L;
        var first = 0L;
        for (int i = 0; i < 60; i++) {
            now += pacer.delay(now);
            call(now, false);
            first = i == 9 ? pacer.delay(now) : first;
        }

        assertThat(pacer.delay(now)).isLessThan(first / 4);
    }

    @Test
    void delay_passAfterLongThrottling_recoversWithinFewCalls() {
        var now = 0L;
        for (int i = 0; i < 40; i++) {
            call(now, true);
            now += pacer.delay(now);
        }
        for (int i = 0; i < 30; i++) {
            call(now, false);
            now += pacer.delay(now);
        }

        assertThat(pacer.delay(now)).isLessThan(1_000 * MILLI);
    }

    @Test
    void window_paced_isTheMaximum() {
        call(0, true);

        assertThat(pacer.window()).isEqualTo(32);
    }

    private void pass(int calls, long now) {
        for (int i = 0; i < calls; i++) {
            call(now, false);
        }
    }

    private void call(long now, boolean throttled) {
        pacer.started(now);
        pacer.answered(now, throttled);
    }
}
