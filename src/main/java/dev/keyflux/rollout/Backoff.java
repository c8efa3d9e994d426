package dev.keyflux.rollout;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before trying again: doubling from a base up to a cap, of which a random half is left out so that many
 * that failed together do not come back together.
 *
 * @param base the wait after the first failure
 * @param cap the longest wait
 */
record Backoff(Duration base, Duration cap) {

    /** After a call that failed on the way. Eight attempts span some twenty seconds. */
    static final Backoff FAILURE = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(10));

    /** Between looks at an operation that is under way, or at a region that is being set up. */
    static final Backoff POLL = new Backoff(Duration.ofMillis(250), Duration.ofSeconds(5));

    /**
     * The wait after the {@code failures}th failure in a row.
     *
     * @param failures from 1
     * @param random yields numbers from 0 to below 1
     */
    Duration delay(int failures, DoubleSupplier random) {
        var doubled = base.toMillis() * Math.pow(2, Math.min(failures, 32) - 1);
        var bounded = Math.min(doubled, (double) cap.toMillis());
        return Duration.ofMillis(Math.round(bounded * (1 - random.getAsDouble() / 2)));
    }
}
