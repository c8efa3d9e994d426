package dev.keyflux.rollout;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import reactor.core.publisher.Mono;

/**
 * What does flow control cost a call: the pacer's arithmetic alone, before and after a throttle; a permit that goes from
 * one lane to the next in line; a call's whole way through the gate and back?
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class FlowBenchmark {

    private static final Timing TIMING = Timing.ofSystem();

    /** Pacers whose calls start a tenth of a second apart. */
    @State(Scope.Thread)
    public static class Pacers {

        private static final long STEP = 100_000_000;

        private final Pacer open = new Pacer(32);
        private final Pacer paced = new Pacer(32);
        private long now = 1;

        /** Has one of them throttled. */
        @Setup
        public void throttle() {
            paced.started(now);
            paced.answered(now, true);
        }

        private long call(Pacer pacer, boolean throttled) {
            now += STEP;
            pacer.started(now);
            pacer.answered(now, throttled);
            return pacer.delay(now) + pacer.window();
        }
    }

    /** A gate whose permits are all held, before which lanes wait that each want one more. */
    @State(Scope.Thread)
    public static class Line {

        /** How many lanes there are. */
        @Param({"1", "19", "1000"})
        public int lanes;

        private final Queue<Permit> held = new ArrayDeque<>();

        /** Lets every lane come. */
        @Setup
        public void come() {
            var gate = new Gate(16, TIMING);
            for (var lane = 0; lane < lanes; lane++) {
                new Wanting(gate.door(Pace.upTo(32)), held).come();
            }
        }
    }

    /** A lane that has as many calls to make as it gets permits for. */
    private static final class Wanting extends Waiter {

        private final Door door;
        private final Queue<Permit> held;

        Wanting(Door door, Queue<Permit> held) {
            super(false);
            this.door = door;
            this.held = held;
        }

        void come() {
            door.enter(this);
        }

        @Override
        void admitted(Permit permit) {
            held.add(permit);
            new Wanting(door, held).come();
        }

        @Override
        void sentAway() {
            throw new IllegalStateException("the doors are open");
        }
    }

    /** A lane alone at its gate, and a call that is answered at once. */
    @State(Scope.Thread)
    public static class Alone {

        private final GatedCall<String> call = new GatedCall<>(
                new Gate(1, TIMING).door(Pace.upTo(1)),
                new LaneMeter(),
                Mono.just("answer"),
                true,
                () -> true,
                failure -> {});
    }

    /** A call of a lane that was never throttled. */
    @Benchmark
    public long openPacer(Pacers pacers) {
        return pacers.call(pacers.open, false);
    }

    /** A call of a lane that is, at a tenth of its calls. */
    @Benchmark
    public long pacedPacer(Pacers pacers) {
        return pacers.call(pacers.paced, pacers.now / Pacers.STEP % 10 == 0);
    }

    /** A permit comes back, and the next lane in line has it. */
    @Benchmark
    public int handOver(Line line) {
        line.held.remove().giveBack(false);
        return line.held.size();
    }

    /** A call goes out, is answered and metered. */
    @Benchmark
    public @Nullable Reply<String> call(Alone lane) {
        return lane.call.block();
    }
}
