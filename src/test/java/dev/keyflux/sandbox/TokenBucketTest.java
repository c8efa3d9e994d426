package dev.keyflux.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyflux.sandbox.fault.Fault;
import dev.keyflux.sandbox.fault.GateFault.Throttle;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TokenBucketTest {

    @Test
    void bucket_full_givesItsBurstAtOnce() {
        assertThat(taken(Fault.throttle(1, 5), 0, 0)).isEqualTo(5);
    }

    @Test
    void bucket_empty_fillsAtItsRate() {
        assertThat(taken(Fault.throttle(2, 3), 0, 1_000)).isEqualTo(3 + 2);
    }

    @Test
    void bucket_idle_holdsNoMoreThanItsBurst() {
        assertThat(taken(Fault.throttle(2, 3), 60_000, 60_000)).isEqualTo(3);
    }

    @Test
    void rate_changed_countsFromItsTime() {
        var throttle = Fault.throttle(10, 1).then(Duration.ofSeconds(1), 2).then(Duration.ofSeconds(2), 0);

        assertThat(taken(throttle, 0, 999)).isEqualTo(1 + 9);
        assertThat(taken(throttle, 0, 2_000)).isEqualTo(1 + 10 + 2);
        assertThat(taken(throttle, 0, 9_000)).isEqualTo(1 + 10 + 2);
    }

    /** How many of the tokens are given that are asked for ten times a millisecond. */
    private static long taken(Throttle throttle, int fromMillis, int toMillis) {
        var bucket = new TokenBucket(throttle);
        return IntStream.rangeClosed(fromMillis * 10, toMillis * 10 + 9)
                .filter(tenths -> bucket.take(Duration.ofMillis(tenths / 10)))
                .count();
    }
}
