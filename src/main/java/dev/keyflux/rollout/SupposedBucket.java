package dev.keyflux.rollout;

import java.util.Deque;

/**
 * A token bucket that a region's limit might be, against which calls are replayed in the order of their starts. How full
 * it was at the first is not known, so a replay tells a lowest and a highest level.
 *
 * @param rate tokens that come, per second
 * @param burst tokens that it surely holds, at least 1; it may hold more
 */
record SupposedBucket(double rate, double burst) {

    private static final double NANOS = 1e9;

    /** Tokens by which a replay may be wrong before it refutes: times are rounded and answers jitter. */
    private static final double TOLERANCE = 0.02;

    private static final double UNBOUNDED = 1e9;

    /** Whether a throttled call would have found a token, even in a bucket as small as it can be. */
    boolean tooFast(Deque<TracedCall> calls) {
        var lowest = 0.0;
        var at = calls.getFirst().startedAt();
        for (var call : calls) {
            lowest = Math.min(burst + TOLERANCE, lowest + tokens(at, call));
            at = call.startedAt();
            if (call.fate() != TracedCall.Fate.THROTTLED) {
                lowest = Math.max(lowest, 1) - 1;
            } else if (lowest >= 1 + TOLERANCE / 2) {
                return true;
            }
        }
        return false;
    }

    /** Whether a call that passed would have found no token, even in a bucket that holds any number. */
    boolean tooSlow(Deque<TracedCall> calls) {
        var highest = UNBOUNDED;
        var at = calls.getFirst().startedAt();
        for (var call : calls) {
            if (call.fate() == TracedCall.Fate.PENDING) {
                return false;
            }
            highest += tokens(at, call);
            at = call.startedAt();
            if (call.fate() == TracedCall.Fate.THROTTLED) {
                highest = Math.min(highest, 1);
            } else if (highest < 1 - TOLERANCE) {
                return true;
            } else {
                highest = Math.max(highest, 1) - 1;
            }
        }
        return false;
    }

    /**
     * How likely the answers are, if any level was as likely as any other at the first throttle: each answer rules out a part
     * of the levels there may be.
     */
    double likelihood(Deque<TracedCall> calls) {
        var lowest = 0.0;
        var highest = UNBOUNDED;
        var likelihood = 1.0;
        var at = calls.getFirst().startedAt();
        for (var call : calls) {
            if (call.fate() == TracedCall.Fate.PENDING) {
                break;
            }
            var gained = tokens(at, call);
            at = call.startedAt();
            lowest = Math.min(burst, lowest + gained);
            highest += gained;
            if (call.fate() == TracedCall.Fate.THROTTLED) {
                lowest = Math.min(lowest, 1 - 1e-9);
                if (highest > 1) {
                    likelihood *= highest < UNBOUNDED / 2 ? (1 - lowest) / (highest - lowest) : 1;
                    highest = 1;
                }
            } else {
                highest = Math.max(highest, 1 + 1e-9);
                if (lowest < 1) {
                    likelihood *= highest < UNBOUNDED / 2 ? (highest - 1) / (highest - lowest) : 1;
                    lowest = 1;
                }
                lowest -= 1;
                highest -= 1;
            }
        }
        return Math.max(likelihood, 1e-6);
    }

    /** When the next call finds a token, if all under way do. */
    long nextToken(Deque<TracedCall> calls) {
        var level = 0.0;
        var at = calls.getFirst().startedAt();
        for (var call : calls) {
            level = Math.min(burst, level + tokens(at, call));
            at = call.startedAt();
            level = call.fate() == TracedCall.Fate.THROTTLED ? Math.min(level, 1 - TOLERANCE) : Math.max(level, 1) - 1;
        }
        return at + (long) ((1 - level) / rate * NANOS) + 1;
    }

    private double tokens(long since, TracedCall call) {
        return rate * (call.startedAt() - since) / NANOS;
    }
}
