package dev.keyflux.rollout;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Hands a bounded number of permits to the lanes of a run.
 *
 * <p>A permit goes to the waiting lane that holds the fewest, so that lanes share evenly while they compete, and whatever
 * some leave idle the others may use. A lane waits in line only while its own {@link Pace} lets it: one that waits for
 * its window or its next turn takes nothing from the others.
 */
final class Gate {

    /** The doors in line, in their order. No two are ever equal in it, listed or not. */
    private final TreeSet<Door> ready = new TreeSet<>(Gate::inOrder);

    private final Timing timing;
    private long free;
    private long turns;
    private final AtomicLong doors = new AtomicLong();
    private volatile Runnable whenServed = () -> {};

    Gate(long permits, Timing timing) {
        this.free = permits;
        this.timing = timing;
    }

    /** The way through this gate for one lane. */
    Door door(Pace pace) {
        return new Door(pace);
    }

    private static int inOrder(Door one, Door other) {
        var byHeld = Integer.compare(one.held, other.held);
        var byTurn = byHeld != 0 ? byHeld : Long.compare(one.turn, other.turn);
        return byTurn != 0 ? byTurn : Long.compare(one.number, other.number);
    }

    /** More permits to hand out, or fewer for a negative number; {@link Long#MAX_VALUE} for no bound. */
    void add(long permits) {
        synchronized (this) {
            free = free > 0 && permits > Long.MAX_VALUE - free ? Long.MAX_VALUE : free + permits;
        }
        serve();
    }

    /** Has {@code task} run each time that those in line were served, which is when permits may be left. */
    void whenServed(Runnable task) {
        whenServed = task;
    }

    /** How many permits are free that nobody in line wants. */
    synchronized long spare() {
        return ready.isEmpty() ? Math.max(0, free) : 0;
    }

    /** Hands free permits to those in line until one of the two runs out; starts their work on this thread. */
    private void serve() {
        for (var permit = take(); permit != null; permit = take()) {
            permit.begin();
        }
        whenServed.run();
    }

    private synchronized @Nullable Permit take() {
        var door = free > 0 ? ready.pollFirst() : null;
        if (door == null) {
            return null;
        }
        free--;
        return door.admit();
    }

    /** One lane's way through the gate. Its state is the gate's to lock. */
    final class Door {

        private final long number = doors.getAndIncrement();
        private final Pace pace;
        private final Queue<Waiter> waiting = new ArrayDeque<>();
        private boolean closed;
        private int held;
        private long turn;
        private @Nullable Disposable alarm;
        private @Nullable MonoSink<Void> newcomer;

        private Door(Pace pace) {
            this.pace = pace;
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
            synchronized (Gate.this) {
                if (free <= 0 || !ready.isEmpty() || !waiting.isEmpty() || held >= pace.window()) {
                    return false;
                }
                var now = timing.nanos();
                if (pace.delay(now) > 0) {
                    return false;
                }
                free--;
                hold(now);
                return true;
            }
        }

        /** Sends away, at once and from now on, whoever waits only while the door is open. */
        void close() {
            List<Waiter> leaving;
            synchronized (Gate.this) {
                closed = true;
                leaving = waiting.stream().filter(waiter -> waiter.whileOpen).toList();
                ready.remove(this);
                waiting.removeAll(leaving);
                enlist();
            }
            leaving.forEach(Waiter::sentAway);
            welcome();
        }

        /** Whether nobody waits at this door. */
        boolean isVacant() {
            synchronized (Gate.this) {
                return waiting.isEmpty();
            }
        }

        /**
         * Completes once nobody waits at this door, so that work is taken up when its turn is near, and need not be kept
         * while it waits. For one subscriber at a time.
         */
        Mono<Void> vacancy() {
            return Mono.create(sink -> {
                synchronized (Gate.this) {
                    newcomer = sink;
                }
                welcome();
            });
        }

        /** One that took a permit has used it up for good. */
        void spend() {
            synchronized (Gate.this) {
                ready.remove(this);
                held--;
                enlist();
            }
        }

        /** Puts the waiter in the lane's line, and starts its work on this thread if its turn has come already. */
        void enter(Waiter waiter) {
            if (admitToLine(waiter)) {
                serve();
            } else {
                waiter.sentAway();
            }
        }

        /** Puts the waiter in the lane's line, unless it has left or the door has closed on it; serves nobody yet. */
        boolean admitToLine(Waiter waiter) {
            synchronized (Gate.this) {
                if (waiter.left || (closed && waiter.whileOpen)) {
                    return false;
                }
                ready.remove(this);
                if (waiting.isEmpty()) {
                    turn = turns++;
                }
                waiting.add(waiter);
                enlist();
                return true;
            }
        }

        /** Takes the waiter out of the line, or gives back the permit that it holds. */
        void leave(Waiter waiter) {
            Permit unused;
            synchronized (Gate.this) {
                ready.remove(this);
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
            synchronized (Gate.this) {
                if (newcomer == null || !waiting.isEmpty()) {
                    return;
                }
                welcomed = newcomer;
                newcomer = null;
            }
            welcomed.success();
        }

        private Permit admit() {
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
            turn = turns++;
            pace.started(now);
        }

        /**
         * Puts the door in line if its lane has work and its pace lets it. Its place changes with what it holds, so it
         * must be out of {@code ready} before that changes.
         */
        private void enlist() {
            if (waiting.isEmpty() || held >= pace.window()) {
                return;
            }
            var delay = pace.delay(timing.nanos());
            if (delay > 0) {
                wakeAfter(delay);
            } else {
                ready.add(this);
            }
        }

        private void wakeAfter(long delay) {
            if (alarm != null) {
                alarm.dispose();
            }
            alarm = timing.scheduler().schedule(this::wake, delay, TimeUnit.NANOSECONDS);
        }

        private void wake() {
            synchronized (Gate.this) {
                ready.remove(this);
                enlist();
            }
            serve();
        }

        /** What a permit that was handed out at {@code startedAt} was for has ended. */
        void takeBack(long startedAt, boolean throttled) {
            synchronized (Gate.this) {
                ready.remove(this);
                held--;
                free++;
                pace.answered(startedAt, throttled);
                enlist();
            }
        }

        /** Lets those in line have what was taken back. */
        void serveOthers() {
            serve();
        }

        Duration since(long startedAt) {
            return timing.since(startedAt);
        }
    }

    /** One that stays in line whatever happens to the door. */
    private static final class PatientWaiter extends Waiter {

        private final MonoSink<Permit> sink;

        PatientWaiter(MonoSink<Permit> sink) {
            super(false);
            this.sink = sink;
        }

        @Override
        void admitted(Permit permit) {
            sink.success(permit);
        }

        @Override
        void sentAway() {
            sink.success();
        }
    }
}
