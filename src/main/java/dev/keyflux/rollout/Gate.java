package dev.keyflux.rollout;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Hands a bounded number of permits to the lanes of a run.
 *
 * <p>A permit goes to the waiting lane that holds the fewest, so that lanes share evenly while they compete, and whatever
 * some leave idle the others may use. A lane waits in line only while its own {@link Pace} lets it: one that waits for
 * its window or its next turn takes nothing from the others.
 */
final class Gate {

    /** The doors in line, in their order. No two are ever equal in it, listed or not. */
    private final TreeSet<Door> ready = new TreeSet<>(Door::inOrder);

    /** The threads that are about to start work, or come back from it to see whether there is more. */
    private final Set<Thread> serving = new HashSet<>();

    private final Timing timing;
    private long free;
    private long turns;
    private final AtomicLong doors = new AtomicLong();

    Gate(long permits, Timing timing) {
        this.free = permits;
        this.timing = timing;
    }

    /** The way through this gate for one lane. */
    Door door(Pace pace) {
        return new Door(this, doors.getAndIncrement(), pace, 0, timing);
    }

    /** A door at which one waits as if one had a permit already: those who have none go first. */
    Door modestDoor() {
        return new Door(this, doors.getAndIncrement(), Pace.free(), 1, timing);
    }

    /** More permits to hand out, or fewer for a negative number; {@link Long#MAX_VALUE} for no bound. */
    void add(long permits) {
        synchronized (this) {
            put(permits);
        }
        serve();
    }

    /**
     * Hands free permits to those in line until one of the two runs out; starts their work on this thread. Work that itself
     * comes here leaves the rest to the loop that started it: served within, each would lie one level deeper on the stack.
     */
    void serve() {
        try {
            for (var permit = takeFirst(); permit != null; permit = takeNext()) {
                permit.begin();
            }
        } catch (Throwable broken) {
            served();
            throw broken;
        }
    }

    /** Null, too, if this thread is at it already. */
    private synchronized @Nullable Permit takeFirst() {
        return free > 0 && !ready.isEmpty() && serving.add(Thread.currentThread()) ? take() : null;
    }

    private synchronized @Nullable Permit takeNext() {
        var permit = take();
        if (permit == null) {
            served();
        }
        return permit;
    }

    private synchronized void served() {
        serving.remove(Thread.currentThread());
    }

    private @Nullable Permit take() {
        var door = free > 0 ? ready.pollFirst() : null;
        if (door == null) {
            return null;
        }
        takeOne();
        return door.admit();
    }

    // What follows is for doors, which must hold this gate's lock.

    /** Whether a permit is free that nobody in line wants. */
    boolean isSpare() {
        return free > 0 && ready.isEmpty();
    }

    /** Puts a door in line. */
    void list(Door door) {
        ready.add(door);
    }

    /** Takes a door out of line, if it is there. */
    void unlist(Door door) {
        ready.remove(door);
    }

    /** A number above all before. */
    long nextTurn() {
        return turns++;
    }

    void takeOne() {
        free--;
    }

    /** Once there is no bound, there is none, whatever is put back. */
    void put(long permits) {
        free = free > 0 && permits > Long.MAX_VALUE - free ? Long.MAX_VALUE : free + permits;
    }
}
