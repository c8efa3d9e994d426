package dev.keyflux.rollout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lanes that work off their calls against one region, in virtual time: each starts a call as soon as its pacer lets it, and a
 * throttled call goes back to the end of its lane. A call arrives when half of its latency is over.
 */
final class PacedRun {

    private static final long START = 1_000_000_000_000L;

    private final @Nullable Bucket bucket;
    private final LongSupplier latency;
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::turn));
    private final List<Lane> lanes = new ArrayList<>();
    private long turns;
    private long now = START;
    private int throttled;

    /** @param bucket null for a region without a limit */
    PacedRun(@Nullable Bucket bucket, LongSupplier latency) {
        this.bucket = bucket;
        this.latency = latency;
    }

    /** What came of a run. */
    record Report(double seconds, int throttled) {}

    Report run(int lanes, int calls, int maxWindow) {
        for (int i = 0; i < lanes; i++) {
            var lane = new Lane(new Pacer(maxWindow), calls);
            this.lanes.add(lane);
            lane.release();
        }
        var last = START;
        for (var event = events.poll(); event != null; event = events.poll()) {
            now = event.at();
            last = event.action().getAsBoolean() ? now : last;
        }
        if (this.lanes.stream().anyMatch(lane -> lane.waiting + lane.inFlight > 0)) {
            throw new IllegalStateException("calls were left over");
        }
        return new Report((last - START) / 1e9, throttled);
    }

    /** @param action tells whether it was an answer */
    private void at(long time, BooleanSupplier action) {
        events.add(new Event(time, turns++, action));
    }

    private record Event(long at, long turn, BooleanSupplier action) {}

    private final class Lane {

        private final Pacer pacer;
        private int waiting;
        private int inFlight;
        private long alarm = Long.MIN_VALUE;

        Lane(Pacer pacer, int calls) {
            this.pacer = pacer;
            this.waiting = calls;
        }

        void release() {
            while (waiting > 0 && inFlight < pacer.window()) {
                var delay = pacer.delay(now);
                if (delay > 0) {
                    if (alarm != now + delay) {
                        alarm = now + delay;
                        at(alarm, () -> {
                            release();
                            return false;
                        });
                    }
                    return;
                }
                start();
            }
        }

        private void start() {
            var startedAt = now;
            var takes = latency.getAsLong();
            waiting--;
            inFlight++;
            pacer.started(startedAt);
            at(startedAt + takes / 2, () -> {
                var passes = bucket == null || bucket.take(now);
                at(startedAt + takes, () -> {
                    answer(startedAt, !passes);
                    return true;
                });
                return false;
            });
        }

        private void answer(long startedAt, boolean wasThrottled) {
            inFlight--;
            if (wasThrottled) {
                waiting++;
                throttled++;
            }
            pacer.answered(startedAt, wasThrottled);
            release();
        }
    }

    /** A region's limit. A call that finds no token takes none. */
    static final class Bucket {

        private final double burst;
        private double rate;
        private double level;
        private long at = START;
        private long emptyUntil = START;
        private int callsUntilChange = Integer.MAX_VALUE;
        private double rateAfterChange;

        Bucket(double rate, int burst) {
            this.rate = rate;
            this.burst = burst;
            this.level = burst;
        }

        /** Others take every token at first, for so long. */
        Bucket emptyFor(Duration time) {
            emptyUntil = START + time.toNanos();
            return this;
        }

        Bucket changingAfter(int calls, double newRate) {
            callsUntilChange = calls;
            rateAfterChange = newRate;
            return this;
        }

        private boolean take(long now) {
            level = now < emptyUntil ? 0 : Math.min(burst, level + rate * (now - at) / 1e9);
            at = now;
            // A token that is there but for the rounding is there.
            if (level < 1 - 1e-9) {
                return false;
            }
            level--;
            if (--callsUntilChange == 0) {
                rate = rateAfterChange;
            }
            return true;
        }
    }
}
