package dev.keyflux.rollout;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** The right to have one thing in flight, from a {@link Gate}. */
final class Permit {

    private final Door door;
    private final Waiter holder;
    private final long startedAt;
    private final AtomicBoolean returned = new AtomicBoolean();

    Permit(Door door, Waiter holder, long startedAt) {
        this.door = door;
        this.holder = holder;
        this.startedAt = startedAt;
    }

    /** Starts the holder's work on this thread, and lets the next one queue. */
    void begin() {
        holder.admitted(this);
        door.welcome();
    }

    /** Gives the permit back, once however often it is called, and tells the lane's pace how it went. */
    void giveBack(boolean throttled) {
        if (returned.compareAndSet(false, true)) {
            door.takeBack(startedAt, throttled);
        }
    }

    /** The same, of a permit with which nothing reached the region: it tells the lane's pace nothing. */
    void giveBackUnused() {
        if (returned.compareAndSet(false, true)) {
            door.takeBackUnused(startedAt);
        }
    }

    /** Puts its holder in line once more, for another permit. */
    void enterAgain() {
        door.enter(holder);
    }

    /** How long it has been held. */
    Duration age() {
        return door.since(startedAt);
    }
}
