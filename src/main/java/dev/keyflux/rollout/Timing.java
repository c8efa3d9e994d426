package dev.keyflux.rollout;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import reactor.core.scheduler.Scheduler;

/**
 * Time and chance, as a run sees them: tests bring virtual ones.
 *
 * @param scheduler runs what is delayed, and tells the time
 * @param random yields numbers from 0 to below 1, for jitter
 */
record Timing(Scheduler scheduler, DoubleSupplier random) {

    Instant now() {
        return Instant.ofEpochMilli(scheduler.now(TimeUnit.MILLISECONDS));
    }

    /** A reading to subtract from another; says nothing by itself. */
    long nanos() {
        return scheduler.now(TimeUnit.NANOSECONDS);
    }

    Duration since(long nanos) {
        return Duration.ofNanos(Math.max(0, nanos() - nanos));
    }
}
