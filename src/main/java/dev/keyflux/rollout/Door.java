package dev.keyflux.rollout;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * A way through a {@link Gate}, mostly one lane's: who waits there, and when its {@link Pace} lets the next one in. Its state,
 * its pace's too, is under the gate's lock, since a permit that comes back through one door goes out through another.
 */
final class Door {

    private final Gate gate;
    private final long number;
    private final Pace pace;
    private final Timing timing;
    private final Queue<Waiter> waiting = new ArrayDeque<>();
    private boolean closedToNewWork;
    private boolean closedToAll;
    private int held;
    private long turn;
    /** When the next alarm rings, by {@link Timing#nanos()}; null if none is set. */
    private @Nullable Long alarm;

    private @Nullable MonoSink<Void> newcomer;

    /**
     * A door that nobody has come to.
     *
     * @param number that of no other door of the gate
     * @param held how many permits it is taken to hold, beside those that it is given
     */
    Door(Gate gate, long number, Pace pace, int held, Timing timing) {
        this.gate = gate;
        this.number = number;
        this.pace = pace;
        this.held = held;
        this.timing = timing;
    }

    /** Which of two doors of a gate is served first: the one that holds fewer permits, then the one that waits longer. */
    static int inOrder(Door one, Door other) {
        var byHeld = Integer.compare(one.held, other.held);
        var byTurn = byHeld != 0 ? byHeld : Long.compare(one.turn, other.turn);
        return byTurn != 0 ? byTurn : Long.compare(one.number, other.number);
    }

    /** A permit, in the lane's turn. Whoever takes it gives it back, or spends it. */
    Mono<Permit> permit() {
        return Mono.create(sink -> {
            var waiter = new PatientWaiter(sink);
            sink.onCancel(() -> leave(waiter));
            enter(waiter);
        });
    }

    /** Takes a permit that will be spent, if one is free now and nobody waits for it. */
    boolean takeAtOnce() {
        synchronized (gate) {
            if (!gate.isSpare() || !waiting.isEmpty() || held >= pace.window()) {
                return false;
            }
            var now = timing.nanos();
            if (pace.delay(now) > 0) {
                return false;
            }
            gate.takeOne();
            hold(now);
            return true;
        }
    }

    /** Sends away, at once and from now on, whoever comes for new work; what was begun may still be settled. */
    void closeToNewWork() {
        sendAway(false);
    }

    /** Sends everybody away, at once and from now on. */
    void closeToAll() {
        sendAway(true);
    }

    private void sendAway(boolean everybody) {
        List<Waiter> leaving;
        synchronized (gate) {
            closedToNewWork = true;
            closedToAll |= everybody;
            leaving = waiting.stream().filter(this::isClosedTo).toList();
            gate.unlist(this);
            waiting.removeAll(leaving);
            enlist();
        }
        leaving.forEach(Waiter::sentAway);
        welcome();
    }

    /** Whether nobody waits at this door. */
    boolean isVacant() {
        synchronized (gate) {
            return waiting.isEmpty();
        }
    }

    /**
     * Completes once nobody waits at this door, so that work is taken up when its turn is near, and need not be kept
     * while it waits. For one subscriber at a time.
     */
    Mono<Void> vacancy() {
        return Mono.create(sink -> {
            synchronized (gate) {
                newcomer = sink;
            }
            welcome();
        });
    }

    /** One that took a permit has used it up for good. */
    void spend() {
        synchronized (gate) {
            gate.unlist(this);
            held--;
            enlist();
        }
    }

    /** Puts the waiter in the lane's line; its work starts on this thread if its turn has come already. */
    void enter(Waiter waiter) {
        if (admitToLine(waiter)) {
            gate.serve();
        } else {
            waiter.sentAway();
        }
    }

    /** Puts the waiter in the lane's line, unless it has left or the door has closed on it. */
    private boolean admitToLine(Waiter waiter) {
        synchronized (gate) {
            if (waiter.left || isClosedTo(waiter)) {
                return false;
            }
            gate.unlist(this);
            if (waiting.isEmpty()) {
                turn = gate.nextTurn();
            }
            waiting.add(waiter);
            enlist();
            return true;
        }
    }

    private boolean isClosedTo(Waiter waiter) {
        return closedToAll || (closedToNewWork && waiter.forNewWork);
    }

    /** Takes the waiter out of the line, or gives back the permit that it holds. */
    void leave(Waiter waiter) {
        Permit unused;
        synchronized (gate) {
            gate.unlist(this);
            waiting.remove(waiter);
            waiter.left = true;
            unused = waiter.admittedWith;
            enlist();
        }
        if (unused != null) {
            unused.giveBack(false);
        }
        welcome();
    }

    /** Tells the newcomer, unless somebody still waits. */
    void welcome() {
        MonoSink<Void> welcomed;
        synchronized (gate) {
            if (newcomer == null || !waiting.isEmpty()) {
                return;
            }
            welcomed = newcomer;
            newcomer = null;
        }
        welcomed.success();
    }

    /** Hands the first in line a permit; the gate holds its lock. */
    Permit admit() {
        var now = timing.nanos();
        hold(now);
        var waiter = waiting.remove();
        var permit = new Permit(this, waiter, now);
        waiter.admittedWith = permit;
        enlist();
        return permit;
    }

    private void hold(long now) {
        held++;
        turn = gate.nextTurn();
        pace.started(now);
    }

    /**
     * Puts the door in line if its lane has work and its pace lets it. Its place changes with what it holds, so it
     * must be out of the line before that changes.
     */
    private void enlist() {
        if (waiting.isEmpty() || held >= pace.window()) {
            return;
        }
        var now = timing.nanos();
        var delay = pace.delay(now);
        if (delay > 0) {
            wakeAt(now + delay, delay);
        } else {
            gate.list(this);
        }
    }

    /**
     * Sets an alarm, unless one rings before that, which then sets the next. None is ever taken back, since that would
     * interrupt one that is just ringing; one that was set for later than the last does nothing.
     */
    private void wakeAt(long time, long delay) {
        if (alarm == null || time - alarm < 0) {
            alarm = time;
            var unused = timing.scheduler().schedule(() -> wake(time), delay, TimeUnit.NANOSECONDS);
        }
    }

    private void wake(long time) {
        synchronized (gate) {
            if (alarm == null || alarm != time) {
                return;
            }
            alarm = null;
            gate.unlist(this);
            enlist();
        }
        gate.serve();
    }

    /** What a permit that was handed out at {@code startedAt} was for has ended: whoever is next in line has it. */
    void takeBack(long startedAt, boolean throttled) {
        synchronized (gate) {
            putBack();
            pace.answered(startedAt, throttled);
            enlist();
        }
        gate.serve();
    }

    /** The same, of one with which nothing reached the region. */
    void takeBackUnused(long startedAt) {
        synchronized (gate) {
            putBack();
            pace.unused(startedAt);
            enlist();
        }
        gate.serve();
    }

    private void putBack() {
        gate.unlist(this);
        held--;
        gate.put(1);
    }

    Duration since(long startedAt) {
        return timing.since(startedAt);
    }
}
