package dev.keyflux.rollout;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalDouble;
import java.util.function.DoublePredicate;
import org.jspecify.annotations.Nullable;

/**
 * What a lane's latest calls tell of the rate at which its region lets calls through.
 *
 * <p>The region is taken for a token bucket of unknown rate and size: a call takes a token, one that finds none is
 * throttled and takes nothing. For any supposed rate the calls can be replayed ({@link SupposedBucket}). A call that was
 * throttled although there must have been a token refutes the rate as too fast; one that was let through although there
 * can have been none, as too slow. Between the two bounds some rates explain what was seen better than others;
 * {@link #rate} picks by that.
 *
 * <p>Rates are in calls per second, times in nanoseconds. Only differences of starts count, so latency does not matter
 * while it is steady.
 */
final class RateEvidence {

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
     * the simulation's 140 limits 19 take over 1.05 of the optimum at 0.85, 27 at 0.7 and nearly half at 0.3. At 0.92, 45
     * instead of 30 see over 0.2 throttled calls per success.
     */
    private static final double BOLDNESS = 0.85;

    private static final int GRID = 24;

    /**
     * Answers remembered. With 16, 63 of the simulation's 140 limits see over 0.2 throttled calls per success, with 32, 30; twice
     * as many bring nothing more.
     */
    private static final int MEMORY = 32;

    private final Deque<TracedCall> calls = new ArrayDeque<>();
    /** Those of them that have not ended, and forgotten ones that have not; mostly they end in their order. */
    private final Deque<TracedCall> pending = new ArrayDeque<>();

    private final long capacity;
    private double burst = 1;

    RateEvidence(int maxInFlight) {
        this.capacity = (long) MEMORY + maxInFlight;
    }

    void started(long now) {
        var started = new TracedCall(now);
        calls.addLast(started);
        pending.addLast(started);
        while (calls.size() > capacity
                || (calls.size() > MEMORY && calls.getFirst().fate() != TracedCall.Fate.PENDING)) {
            calls.removeFirst();
        }
    }

    void answered(long startedAt, boolean throttled) {
        var call = takePending(startedAt);
        if (call != null) {
            call.end(throttled);
        }
    }

    /** What calls that started earlier have told goes for the limit no more. */
    void forgetBefore(long startedAt) {
        calls.removeIf(call -> call.startedAt() - startedAt < 0 && call.fate() != TracedCall.Fate.PENDING);
    }

    /** The call has not reached the region. */
    void forget(long startedAt) {
        var call = takePending(startedAt);
        if (call != null) {
            calls.remove(call);
        }
    }

    private @Nullable TracedCall takePending(long startedAt) {
        for (var left = pending.iterator(); left.hasNext(); ) {
            var call = left.next();
            if (call.startedAt() == startedAt) {
                left.remove();
                return call;
            }
        }
        return null;
    }

    /** What passed before the first throttle shows whether the bucket holds more than the one token that it must. */
    void opened() {
        var passed = calls.stream()
                .filter(call -> call.fate() == TracedCall.Fate.PASSED)
                .count();
        burst = passed > 1 ? 2 : 1;
    }

    /**
     * The rate that explains the calls best, at most about twice the current one; empty if none of them was throttled.
     * Forgets what newer calls contradict.
     */
    OptionalDouble rate(double current) {
        while (calls.stream().anyMatch(call -> call.fate() == TracedCall.Fate.THROTTLED)) {
            var low = boundary(rate -> !supposed(rate).tooSlow(calls));
            var high = boundary(rate -> supposed(rate).tooFast(calls));
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

    /**
     * When the next call finds a token at the given rate, if all under way do, and the bucket holds but one.
     *
     * @param ifNothingIsKnown the answer if no call is remembered
     */
    long next(double rate, long ifNothingIsKnown) {
        return calls.isEmpty() ? ifNothingIsKnown : new SupposedBucket(rate, 1).nextToken(calls);
    }

    private SupposedBucket supposed(double rate) {
        return new SupposedBucket(rate, burst);
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

    private double likely(double low, double high) {
        var weights = new double[GRID];
        var sum = 0.0;
        for (int i = 0; i < GRID; i++) {
            weights[i] = supposed(low * Math.pow(high / low, (i + 0.5) / GRID)).likelihood(calls);
            sum += weights[i];
        }
        var left = BOLDNESS * sum;
        var i = 0;
        while (i < GRID - 1 && left > weights[i]) {
            left -= weights[i++];
        }
        return low * Math.pow(high / low, (i + Math.min(1, left / weights[i])) / GRID);
    }
}
