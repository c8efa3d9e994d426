package dev.keyflux.sandbox;

import dev.keyflux.sandbox.fault.GateFault.Throttle;
import java.time.Duration;

/** What one account may still do in one region. Full at first; safe for use by many threads. */
final class TokenBucket {
    private static final double NANOS_PER_SECOND = 1e9;

    private final Throttle throttle;
    private double tokens;
    private long filledTo;

    TokenBucket(Throttle throttle) {
        this.throttle = throttle;
        this.tokens = throttle.burst();
    }

    /** Takes a token, if there is one {@code elapsed} after the time that changes of the rate count from. */
    synchronized boolean take(Duration elapsed) {
        fill(elapsed.toNanos());
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }

    /** Time only goes on here: calls on several threads can come a little out of order. */
    private void fill(long now) {
        var from = filledTo;
        var rate = throttle.rate();
        for (var change : throttle.changes()) {
            from = pour(from, Math.min(now, change.at().toNanos()), rate);
            rate = change.rate();
        }
        filledTo = pour(from, now, rate);
    }

    private long pour(long from, long to, double rate) {
        if (to <= from) {
            return from;
        }
        tokens = Math.min(throttle.burst(), tokens + (to - from) / NANOS_PER_SECOND * rate);
        return to;
    }
}
