package dev.keyflux.rollout;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The right to have one thing in flight, from a {@link Gate}. */
final class Permit {

    private final Door door;
    private final Waiter holder;
    private final long startedAt;
    private final AtomicBoolean returned = new AtomicBoolean();
    /** The thread that is still starting the work: should that end at once, its loop goes on, not a nested one. */
    private volatile @Nullable Thread starter;

    Permit(Door door, Waiter holder, long startedAt) {
        this.door = door;
        this.holder = holder;
        this.startedAt = startedAt;
    }

    /** Starts the holder's work on this thread, and lets the next one queue. */
    void begin() {
        starter = Thread.currentThread();
        holder.admitted(this);
        starter = null;
        door.welcome();
    }

    /** Gives the permit back, once however often it is called, and tells the lane's pace how it went. */
    void giveBack(boolean throttled) {
        if (returned.compareAndSet(false, true)) {
            door.takeBack(startedAt, throttled);
            serveOthers();
        }
    }

    /** Puts its holder in line once more, for another permit. */
    void enterAgain() {
        if (door.admitToLine(holder)) {
            serveOthers();
        } else {
            holder.sentAway();
        }
    }

    private void serveOthers() {
        if (starter != Thread.currentThread()) {
            door.serveOthers();
        }
    }

    /** How long it has been held. */
    Duration age() {
        return door.since(startedAt);
    }
}
