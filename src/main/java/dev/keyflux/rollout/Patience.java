package dev.keyflux.rollout;

import dev.keyflux.aws.FailureKind;
import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * Decides, for one series of calls with one purpose, whether a failed one is worth repeating, and when. Keeps count of
 * what the series has been through; knows nothing of what the call was for.
 */
final class Patience {

    /** AWS speaks of "a few minutes" for regions and accounts that are being set up; more than STS throttles for. */
    private static final Duration SETUP_LIMIT = Duration.ofMinutes(5);

    /** Shorter waits would use up the early end of the series while an outage has only begun. */
    private static final Duration WORTH_HURRYING = Duration.ofSeconds(1);

    private final int maxAttempts;
    private final DoubleSupplier random;
    private int failed;
    private int setups;
    private Duration waitedForSetup = Duration.ZERO;
    /** Whether a wait has ended early, and whether the try after it is still to come; set on whichever thread ends it. */
    private volatile boolean hurried;

    private volatile boolean early;

    Patience(int maxAttempts, DoubleSupplier random) {
        this.maxAttempts = maxAttempts;
        this.random = random;
    }

    /** Whether a call that failed so may be answered if it is made again after a while. */
    static boolean mayHeal(FailureKind kind) {
        return switch (kind) {
            case AMBIGUOUS, UNREACHABLE, SETUP_IN_PROGRESS, SESSION_THROTTLED -> true;
            case THROTTLED, NAME_EXISTS, NOT_FOUND, REFUSED, UNRECOGNIZED, DENIED, STALE_SIGNATURE -> false;
        };
    }

    /** Whether a wait of this length may end early: once in the series, and where it is worth it. */
    boolean mayHurry(Duration wait) {
        return !hurried && wait.compareTo(WORTH_HURRYING) > 0;
    }

    /** A wait has ended early. If the try after it fails, it counts for none: the target may come and go. */
    void hurry() {
        hurried = true;
        early = true;
    }

    /** How long to wait before the next try; empty if there is to be none. */
    Optional<Duration> afterFailure(FailureKind kind) {
        if (!mayHeal(kind)) {
            return Optional.empty();
        }
        return kind == FailureKind.AMBIGUOUS || kind == FailureKind.UNREACHABLE ? afterLoss() : afterSetup();
    }

    private Optional<Duration> afterLoss() {
        if (early) {
            early = false;
        } else {
            failed++;
        }
        return failed < maxAttempts
                ? Optional.of(Backoff.FAILURE.delay(Math.max(1, failed), random))
                : Optional.empty();
    }

    private Optional<Duration> afterSetup() {
        if (waitedForSetup.compareTo(SETUP_LIMIT) >= 0) {
            return Optional.empty();
        }
        var delay = Backoff.POLL.delay(++setups, random);
        waitedForSetup = waitedForSetup.plus(delay);
        return Optional.of(delay);
    }
}
