package dev.keyflux.rollout;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Counts and times the calls of one lane. Times are kept in buckets that grow by a twentieth each, so a percentile is
 * exact to 5 % and a lane costs two kilobytes, however many calls it makes.
 */
final class LaneMeter {

    private static final double GROWTH = Math.log(1.05);
    /** Up to about an hour, in microseconds. */
    private static final int BUCKETS = 450;

    private final LongAdder calls = new LongAdder();
    private final LongAdder throttled = new LongAdder();
    private final LongAdder retries = new LongAdder();
    private final int[] buckets = new int[BUCKETS];
    private long timed;
    private Duration longest = Duration.ZERO;

    void called(Duration took, boolean wasThrottled) {
        calls.increment();
        if (wasThrottled) {
            throttled.increment();
        }
        synchronized (buckets) {
            buckets[bucket(took)]++;
            timed++;
            longest = took.compareTo(longest) > 0 ? took : longest;
        }
    }

    void retried() {
        retries.increment();
    }

    long calls() {
        return calls.sum();
    }

    long throttled() {
        return throttled.sum();
    }

    long retries() {
        return retries.sum();
    }

    TargetFinished.@Nullable Latency latency() {
        synchronized (buckets) {
            return timed == 0 ? null : new TargetFinished.Latency(percentile(0.50), percentile(0.95), longest);
        }
    }

    private Duration percentile(double share) {
        var rank = (long) Math.ceil(share * timed);
        var seen = 0L;
        for (int bucket = 0; bucket < BUCKETS - 1; bucket++) {
            seen += buckets[bucket];
            if (seen >= rank) {
                var upper = Duration.ofNanos(Math.round(Math.exp((bucket + 1) * GROWTH) * 1_000));
                return upper.compareTo(longest) > 0 ? longest : upper;
            }
        }
        return longest;
    }

    private static int bucket(Duration took) {
        var micros = Math.max(1, took.toNanos() / 1_000);
        return (int) Math.min(BUCKETS - 1, Math.log((double) micros) / GROWTH);
    }
}
