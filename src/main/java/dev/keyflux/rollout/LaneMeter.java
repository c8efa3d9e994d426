package dev.keyflux.rollout;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Counts and times the calls of one lane. Times are kept in buckets that grow by a twentieth each, so a percentile is
 * exact to 5 %. Buckets are made by the row, when one is first needed: latencies of one region are alike, so a lane mostly
 * costs a few hundred bytes, and never more than some two kilobytes, however many calls it makes.
 */
final class LaneMeter {

    private static final double GROWTH = Math.log(1.05);
    /** The times of a row's buckets are within 3.4 times of each other. */
    private static final int ROW = 25;
    /** Up to about an hour, in microseconds. */
    private static final int ROWS = 18;

    private final int[] @Nullable [] rows = new int[ROWS][];
    private long calls;
    private long throttled;
    private long retries;
    private Duration longest = Duration.ZERO;

    synchronized void called(Duration took, boolean wasThrottled) {
        calls++;
        if (wasThrottled) {
            throttled++;
        }
        var bucket = bucket(took);
        var row = bucket / ROW;
        if (rows[row] == null) {
            rows[row] = new int[ROW];
        }
        rows[row][bucket % ROW]++;
        longest = took.compareTo(longest) > 0 ? took : longest;
    }

    synchronized void retried() {
        retries++;
    }

    synchronized long calls() {
        return calls;
    }

    synchronized long throttled() {
        return throttled;
    }

    synchronized long retries() {
        return retries;
    }

    synchronized TargetFinished.@Nullable Latency latency() {
        return calls == 0 ? null : new TargetFinished.Latency(percentile(0.50), percentile(0.95), longest);
    }

    private Duration percentile(double share) {
        var rank = (long) Math.ceil(share * calls);
        var seen = 0L;
        for (int bucket = 0; bucket < ROWS * ROW - 1; bucket++) {
            seen += count(bucket);
            if (seen >= rank) {
                var upper = Duration.ofNanos(Math.round(Math.exp((bucket + 1) * GROWTH) * 1_000));
                return upper.compareTo(longest) > 0 ? longest : upper;
            }
        }
        return longest;
    }

    private int count(int bucket) {
        var row = rows[bucket / ROW];
        return row == null ? 0 : row[bucket % ROW];
    }

    private static int bucket(Duration took) {
        var micros = Math.max(1, took.toNanos() / 1_000);
        return (int) Math.min(ROWS * ROW - 1, Math.log((double) micros) / GROWTH);
    }
}
