package dev.keyflux.rollout;

import static dev.keyflux.rollout.World.keys;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyflux.target.Target;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.scheduler.VirtualTimeScheduler;

/** An opener by itself; see {@link RunOpeningTest} for what it does to runs. */
final class OpenerTest {

    @Test
    void openingThatNobodyTakes_leavesItsPermits() {
        var timing = new Timing(VirtualTimeScheduler.create(), () -> 0.5);
        var calls = new Gate(1, timing);
        var opener = new Opener(new Gate(Long.MAX_VALUE, timing), calls);

        var cancelled = opener.openings(targets(3)).subscribe();
        assertThat(calls.door(Pace.free()).takeAtOnce()).isFalse();
        cancelled.dispose();

        assertThat(calls.door(Pace.free()).takeAtOnce()).isTrue();
    }

    @Test
    void permitsAreGivenBackOnManyThreads_eachLaneIsOpenedOnce() {
        var targets = targets(1_000);
        var timing = new Timing(Schedulers.parallel(), () -> 0.5);
        var permits = 4;
        var calls = new Gate(permits, timing);
        var opener = new Opener(new Gate(Long.MAX_VALUE, timing), calls);
        var key = keys(1).get(0);

        var opened = opener.openings(targets)
                .flatMap(
                        opening -> opening.watched(Flux.just(key).publishOn(timing.scheduler()))
                                .concatMap(any -> called(opening.target(), calls.door(Pace.free()), timing)),
                        targets.size())
                .collectList()
                .blockOptional(Duration.ofSeconds(30));

        assertThat(opened).hasValueSatisfying(all -> assertThat(all).containsExactlyInAnyOrderElementsOf(targets));
        var door = calls.door(Pace.free());
        assertThat(IntStream.range(0, 2 * permits).filter(any -> door.takeAtOnce()))
                .hasSize(permits);
    }

    private static Mono<Target> called(Target target, Door door, Timing timing) {
        return door.permit()
                .flatMap(permit ->
                        Mono.just(target).publishOn(timing.scheduler()).doOnTerminate(() -> permit.giveBack(false)));
    }

    private static List<Target> targets(int count) {
        return Target.inRegions(
                IntStream.range(0, count).mapToObj(i -> "region-" + i).toList());
    }
}
