package dev.keyflux.rollout;

import static dev.keyflux.rollout.World.keys;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyflux.target.Target;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.scheduler.VirtualTimeScheduler;

final class LaneTest {

    private static final int VALUES = 2_000;
    /** With {@code Mono.just} in its place, four of five runs go wrong. */
    private static final int RUNS = 50;

    /** The keys of a lane are asked for as others settle, on whatever threads those do. */
    @Test
    void valuesAtOnce_askedForByTwoThreads_comeOnceEach() {
        for (int run = 0; run < RUNS; run++) {
            var seen = new AtomicIntegerArray(VALUES);
            var subscriber = new BaseSubscriber<Integer>() {
                @Override
                protected void hookOnSubscribe(Subscription subscription) {
                    // The two threads ask.
                }

                @Override
                protected void hookOnNext(Integer value) {
                    seen.incrementAndGet(value);
                }
            };
            Flux.range(0, VALUES).concatMap(Lane::atOnce, 1).subscribe(subscriber);
            var together = new CyclicBarrier(2);

            Mono.when(asking(subscriber, together), asking(subscriber, together))
                    .block(Duration.ofSeconds(30));

            assertThat(IntStream.range(0, VALUES).map(seen::get)).containsOnly(1);
        }
    }

    @Test
    void keysGetNoVerdict_laneEndsAndTellsHowManyThereWere() {
        var timing = new Timing(VirtualTimeScheduler.create(), () -> 0.5);
        var gate = new Gate(Long.MAX_VALUE, timing);
        var meter = new LaneMeter();
        var stop = new Stop(timing.scheduler());
        var status = new LaneStatus(stop);
        var lane = new Lane(
                Target.inRegions(List.of("eu-west-1")).get(0),
                (calls, laneStatus) -> Mono.just(key -> Mono.empty()),
                new LaneCalls(gate.door(Pace.free()), meter, status, stop, timing, 1),
                meter,
                status,
                timing,
                (result, context) -> {},
                gate.door(Pace.free()),
                2);

        var events = lane.events(Flux.fromIterable(keys(5))).collectList().block(Duration.ofSeconds(10));

        assertThat(events)
                .singleElement()
                .isInstanceOfSatisfying(
                        TargetFinished.class,
                        finished -> assertThat(finished.keys()).isEqualTo(5));
    }

    private static Mono<Void> asking(BaseSubscriber<Integer> subscriber, CyclicBarrier together) {
        return Mono.<Void>fromCallable(() -> {
                    together.await();
                    for (int i = 0; i < VALUES / 2; i++) {
                        subscriber.request(1);
                    }
                    return null;
                })
                .subscribeOn(Schedulers.boundedElastic());
    }
}
