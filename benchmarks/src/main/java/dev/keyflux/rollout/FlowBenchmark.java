package dev.keyflux.rollout;

import java.util.concurrent.TimeUnit;
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
import reactor.core.scheduler.Schedulers;

/**
 * What does flow control cost a call: the pacer's arithmetic alone, before and after a throttle, and a permit's way
 * through the gate?
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class FlowBenchmark {

    private static final long STEP = 100_000_000;

    /** How many other lanes wait at the gate. */
    @Param({"0", "18", "1000"})
    public int others;

    private final Pacer open = new Pacer(32);
    private final Pacer paced = new Pacer(32);
    private long now = 1;
    private Door door;

    /** One pacer has been throttled; the other lanes wait for permits that never come to them. */
    @Setup
    public void throttle() {
        paced.started(now);
        paced.answered(now, true);
        var gate = new Gate(1, new Timing(Schedulers.immediate(), () -> 0.5));
        door = gate.door(Pace.upTo(1));
        for (var lane = 0; lane < others; lane++) {
            gate.door(Pace.upTo(0)).permit().subscribe();
        }
    }

    /** A call of a lane that was never throttled. */
    @Benchmark
    public long openPacer() {
        return call(open, false);
    }

    /** A call of a lane that is, at a tenth of its calls. */
    @Benchmark
    public long pacedPacer() {
        return call(paced, now / STEP % 10 == 0);
    }

    /** A permit taken, held for no time, and given back. */
    @Benchmark
    public void permit() {
        door.permit().doOnNext(permit -> permit.giveBack(false)).as(Mono::block);
    }

    private long call(Pacer pacer, boolean throttled) {
        now += STEP;
        pacer.started(now);
        pacer.answered(now, throttled);
        return pacer.delay(now) + pacer.window();
    }
}
