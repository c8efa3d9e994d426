package dev.keyflux.rollout;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Time and chance, as a run sees them: tests bring virtual ones.
 *
 * @param scheduler runs what is delayed, and tells the time of day
 * @param ticks counts nanoseconds, from whenever
 * @param random yields numbers from 0 to below 1, for jitter
 */
record Timing(Scheduler scheduler, LongSupplier ticks, DoubleSupplier random) {

    /** All of a scheduler's time. */
    Timing(Scheduler scheduler, DoubleSupplier random) {
        this(scheduler, () -> scheduler.now(TimeUnit.NANOSECONDS), random);
    }

    /**
     * That of the system. Schedulers tell the time of day, which may be put back by any amount; so it is the JVM's steady
     * clock that counts, or a lane would wait for its turn as much longer.
     */
    static Timing ofSystem() {
        return new Timing(
                Schedulers.parallel(),
                System::nanoTime,
                () -> ThreadLocalRandom.current().nextDouble());
    }

    Instant now() {
        return Instant.ofEpochMilli(scheduler.now(TimeUnit.MILLISECONDS));
    }

    /** A reading to subtract from another; says nothing by itself. */
    long nanos() {
        return ticks.getAsLong();
    }

    Duration since(long nanos) {
        return Duration.ofNanos(Math.max(0, nanos() - nanos));
    }
}
