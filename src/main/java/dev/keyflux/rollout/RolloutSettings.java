package dev.keyflux.rollout;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The bounds of a run.
 *
 * @param maxInFlight how many calls may be in flight at once, over all targets; default 256
 * @param concurrency how many calls may be in flight at once in one target; default 32
 * @param maxAttempts how often one ImportKeyPair is sent for one key before it fails; default 8, at most 100. Also the tries of a
 *     survey or a look; a target whose survey fails that often is given up. Throttled calls do not count, nor does one
 *     that comes early since an outage seemed over
 * @param lead how many keys may be read from a publisher beyond those that the slowest target has taken up; default 256
 * @param deadline how long a run may take from its subscription on, including the first reading of its source, 10,000
 *     days at most: once it has passed, what is in flight settles and the rest is not attempted; null, the default, for
 *     no bound
 */
public record RolloutSettings(
        int maxInFlight,
        int concurrency,
        int maxAttempts,
        int lead,
        @Nullable Duration deadline) {

    /** The longest deadline: 10,000 days. Timers count in nanoseconds, of which a long holds 292 years. */
    public static final Duration MAX_DEADLINE = Duration.ofDays(10_000);

    /** The most attempts: 100. With waits of up to ten seconds they last a quarter of an hour. */
    public static final int MAX_ATTEMPTS = 100;

    private static final RolloutSettings DEFAULTS = new RolloutSettings(256, 32, 8, 256, null);

    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException if one of them is below 1, there are more than {@link #MAX_ATTEMPTS}, or the deadline
     *     is not positive or longer than {@link #MAX_DEADLINE}
     */
    public RolloutSettings {
        requirePositive("maxInFlight", maxInFlight);
        requirePositive("concurrency", concurrency);
        requirePositive("maxAttempts", maxAttempts);
        requirePositive("lead", lead);
        if (maxAttempts > MAX_ATTEMPTS) {
            throw new IllegalArgumentException("maxAttempts " + maxAttempts + ": must be " + MAX_ATTEMPTS + " or less");
        }
        if (deadline != null && (deadline.isNegative() || deadline.isZero())) {
            throw new IllegalArgumentException("deadline " + deadline + ": must be positive");
        }
        if (deadline != null && deadline.compareTo(MAX_DEADLINE) > 0) {
            throw new IllegalArgumentException(
                    "deadline " + deadline + ": must be " + MAX_DEADLINE.toDays() + " days or less");
        }
    }

    /** 256 calls in flight, 32 of them at most in one target, 8 attempts a key, a lead of 256 keys, no deadline. */
    public static RolloutSettings defaults() {
        return DEFAULTS;
    }

    /** A copy with this many calls in flight over all targets. */
    public RolloutSettings withMaxInFlight(int maxInFlight) {
        return new RolloutSettings(maxInFlight, concurrency, maxAttempts, lead, deadline);
    }

    /** A copy with this many calls in flight in one target. */
    public RolloutSettings withConcurrency(int concurrency) {
        return new RolloutSettings(maxInFlight, concurrency, maxAttempts, lead, deadline);
    }

    /** A copy that sends an import this often at most, {@link #MAX_ATTEMPTS} at most. */
    public RolloutSettings withMaxAttempts(int maxAttempts) {
        return new RolloutSettings(maxInFlight, concurrency, maxAttempts, lead, deadline);
    }

    /** A copy that reads this many keys ahead of the slowest target. */
    public RolloutSettings withLead(int lead) {
        return new RolloutSettings(maxInFlight, concurrency, maxAttempts, lead, deadline);
    }

    /** A copy whose runs may take this long, {@link #MAX_DEADLINE} at most. */
    public RolloutSettings withDeadline(Duration deadline) {
        return new RolloutSettings(maxInFlight, concurrency, maxAttempts, lead, deadline);
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " " + value + ": must be 1 or more");
        }
    }
}
