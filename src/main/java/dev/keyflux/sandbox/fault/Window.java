package dev.keyflux.sandbox.fault;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When a rule holds, by the sandbox's clock.
 *
 * @param from from when on
 * @param to until just before; null: for good
 * @param since what both count from
 */
public record Window(Duration from, @Nullable Duration to, Since since) {

    /** What times count from. */
    public enum Since {
        /** The start of the sandbox. */
        START,
        /** The first call that the sandbox gets, of any kind: a run's own beginning. */
        FIRST_CALL
    }

    /** All the time, with times of the fault counted from the first call. */
    public static final Window ALWAYS = new Window(Duration.ZERO, null, Since.FIRST_CALL);

    /** Checks the order. */
    public Window {
        if (from.isNegative() || (to != null && to.compareTo(from) <= 0)) {
            throw new IllegalArgumentException("no window: from " + from + " to " + to);
        }
    }

    /** Whether it is open when so much time has passed. */
    public boolean isOpen(Duration elapsed) {
        return elapsed.compareTo(from) >= 0 && (to == null || elapsed.compareTo(to) < 0);
    }
}
