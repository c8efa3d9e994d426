package dev.keyflux.sandbox.fault;

import java.time.Duration;
import java.util.Random;

/**
 * A call takes longer. Delays of several rules, and the sandbox's own latency, add up.
 *
 * @param stage whether the call waits before it takes effect, so that a client which loses patience looks in vain for what
 *     comes later, or its answer waits afterwards
 * @param least how long at least
 * @param most how long at most; the same for a fixed delay
 */
public record Delay(Stage stage, Duration least, Duration most) implements Fault {

    /** Checks the range. */
    public Delay {
        if (least.isNegative() || most.compareTo(least) < 0) {
            throw new IllegalArgumentException("no range of delays: " + least + " to " + most);
        }
    }

    /** One delay of the range. */
    public Duration drawn(Random random) {
        return least.plusNanos((long) (random.nextDouble() * most.minus(least).toNanos()));
    }
}
