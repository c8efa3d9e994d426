package dev.keyflux.rollout;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalDouble;
import java.util.function.DoublePredicate;

/**
 * What a lane's latest calls tell of the rate at which its region lets calls through.
 *
 * <p>The region is taken for a token bucket of unknown rate and size: a call takes a token, one that finds none is
 * throttled and takes nothing. For any supposed rate the calls can be replayed, and the tokens then lie between a lowest
 * and a highest level. A call that was throttled although the lowest level held a token refutes the rate as too fast; one
 * that was let through although the highest held none, as too slow. Between the two bounds some rates explain what was
 * seen better than others; {@link #rate} picks by that.
 *
 * <p>Rates are in calls per second, times in nanoseconds. Only differences of starts count, so latency does not matter
 * while it is steady.
 */
final class RateEvidence {

    private static final double NANOS = 1e9;

    /** Rates looked at: from a call in twenty seconds to more than any window lets through. */
    private static final double SLOWEST = 0.05;

    private static final double FASTEST = 10_000;

    /** Halvings of that range, on a scale of logarithms: bounds are found to a thousandth. */
    private static final int HALVINGS = 14;

    /**
     * How far above the current rate to look. Without this bound a contradiction, after which little is known, sends the rate
     * up by far, most of all when another run uses the same bucket.
     */
    private static final double STRIDE = 2;

    /** Supposed upper bound while no rate is refuted as too fast: a little above the fastest limit to expect. */
    private static final double FIRST_BOUND = 60;

    /** How far below the upper bound to look at most, as while no rate is refuted as too slow. */
    private static final double SPAN = 8;

    /**
     * The share of the likely rates that lie below the chosen one. Lower values throttle less, but small buckets overflow: of
     * the simulation's 140 limits 18 take over 1.05 of the optimum at 0.85, 30 at 0.7 and nearly half at 0.3.
     */
    private static final double BOLDNESS = 0.85;

    private static final int GRID = 24;

    /**
     * Answers remembered. With 16, half of the simulation's limits see over 0.2 throttled calls per success, with 32 a fifth; with
     * 64, a third more of the changes are followed too late.
     */
    private static final int MEMORY = 32;

    /** Tokens by which a replay may be wrong before it refutes: times are rounded and answers jitter. */
    private static final double TOLERANCE = 0.02;

    private static final double UNBOUNDED = 1e9;

    private final Deque<Call> calls = new ArrayDeque<>();
    private final int capacity;
    private double burst = 1;

    RateEvidence(int maxInFlight) {
        this.capacity = MEMORY + maxInFlight;
    }

    void started(long now) {
        calls.addLast(new Call(now));
        while (calls.size() > capacity || (calls.size() > MEMORY && calls.getFirst().fate != Fate.PENDING)) {
            calls.removeFirst();
        }
    }

    void answered(long startedAt, boolean throttled) {
        for (var call : calls) {
            if (call.startedAt == startedAt && call.fate == Fate.PENDING) {
                call.fate = throttled ? Fate.THROTTLED : Fate.PASSED;
                return;
            }
        }
    }

    /** What passed before the first throttle shows whether the bucket holds more than the one token that it must. */
    void opened() {
        burst = calls.stream().filter(call -> call.fate == Fate.PASSED).count() > 1 ? 2 : 1;
    }

    /**
     * The rate that explains the calls best, at most about twice the current one; empty if none of them was throttled.
     * Forgets what newer calls contradict.
     */
    OptionalDouble rate(double current) {
        while (calls.stream().anyMatch(call -> call.fate == Fate.THROTTLED)) {
            var low = boundary(rate -> !tooSlow(rate));
            var high = boundary(this::tooFast);
            if (low <= high) {
                var reach = STRIDE * Math.max(current, low);
                var bound =
                        high < FASTEST ? Math.min(high, reach) : Math.max(Math.min(FIRST_BOUND, reach), STRIDE * low);
                return OptionalDouble.of(likely(Math.max(low, bound / SPAN), bound));
            }
            // The limit has moved, or another client takes part of it.
            calls.removeFirst();
        }
        return OptionalDouble.empty();
    }

    /** When the next call finds a token at the given rate, if all under way do, and the bucket holds but one. */
    long next(double rate) {
        var level = 0.0;
        var at = calls.getFirst().startedAt;
        for (var call : calls) {
            level = Math.min(1, level + tokens(rate, at, call));
            at = call.startedAt;
            level = call.fate == Fate.THROTTLED ? Math.min(level, 1 - TOLERANCE) : Math.max(level, 1) - 1;
        }
        return at + (long) ((1 - level) / rate * NANOS) + 1;
    }

    /** Where the condition, which holds from some rate on, begins to hold. */
    private static double boundary(DoublePredicate holds) {
        if (holds.test(SLOWEST)) {
            return SLOWEST;
        }
        var below = SLOWEST;
        var above = FASTEST;
        for (int i = 0; i < HALVINGS; i++) {
            var middle = Math.sqrt(below * above);
            if (holds.test(middle)) {
                above = middle;
            } else {
                below = middle;
            }
        }
        return above;
    }

    /** Whether a throttled call would have found a token, even in a bucket as small as it can be. */
    private boolean tooFast(double rate) {
        var lowest = 0.0;
        var at = calls.getFirst().startedAt;
        for (var call : calls) {
            lowest = Math.min(burst + TOLERANCE, lowest + tokens(rate, at, call));
            at = call.startedAt;
            if (call.fate != Fate.THROTTLED) {
                lowest = Math.max(lowest, 1) - 1;
            } else if (lowest >= 1 + TOLERANCE / 2) {
                return true;
            }
        }
        return false;
    }

    /** Whether a call that passed would have found no token, even in a bucket that holds any number. */
    private boolean tooSlow(double rate) {
        var highest = UNBOUNDED;
        var at = calls.getFirst().startedAt;
        for (var call : calls) {
            if (call.fate == Fate.PENDING) {
                return false;
            }
            highest += tokens(rate, at, call);
            at = call.startedAt;
            if (call.fate == Fate.THROTTLED) {
                highest = Math.min(highest, 1);
            } else if (highest < 1 - TOLERANCE) {
                return true;
            } else {
                highest = Math.max(highest, 1) - 1;
            }
        }
        return false;
    }

    private double likely(double low, double high) {
        var weights = new double[GRID];
        var sum = 0.0;
        for (int i = 0; i < GRID; i++) {
            weights[i] = likelihood(low * Math.pow(high / low, (i + 0.5) / GRID));
            sum += weights[i];
        }
        var left = BOLDNESS * sum;
        var i = 0;
        while (i < GRID - 1 && left > weights[i]) {
            left -= weights[i++];
        }
        return low * Math.pow(high / low, (i + Math.min(1, left / weights[i])) / GRID);
    }

    /**
     * How likely the answers are at the given rate, if any level was as likely as any other at the first throttle: each answer
     * rules out a part of the levels there may be.
     */
    private double likelihood(double rate) {
        var lowest = 0.0;
        var highest = UNBOUNDED;
        var likelihood = 1.0;
        var at = calls.getFirst().startedAt;
        for (var call : calls) {
            if (call.fate == Fate.PENDING) {
                break;
            }
            var gained = tokens(rate, at, call);
            at = call.startedAt;
            lowest = Math.min(burst, lowest + gained);
            highest += gained;
            if (call.fate == Fate.THROTTLED) {
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

    private static double tokens(double rate, long since, Call call) {
        return rate * (call.startedAt - since) / NANOS;
    }

    private enum Fate {
        PENDING,
        PASSED,
        THROTTLED
    }

    private static final class Call {

        private final long startedAt;
        private Fate fate = Fate.PENDING;

        Call(long startedAt) {
            this.startedAt = startedAt;
        }
    }
}
