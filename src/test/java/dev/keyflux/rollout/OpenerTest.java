package dev.keyflux.rollout;

import static dev.keyflux.rollout.World.keys;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyflux.aws.FailureKind;
import dev.keyflux.key.KeyEntry;
import dev.keyflux.key.KeySource;
import dev.keyflux.rollout.RunStarted.Mode;
import dev.keyflux.target.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** When lanes are opened where there are more targets than permits, in virtual time. */
final class OpenerTest {

    private static final int TARGETS = 40;
    private static final int PERMITS = 4;
    private static final RolloutSettings SETTINGS =
            RolloutSettings.defaults().withMaxInFlight(PERMITS).withConcurrency(2);

    private final World world = new World();
    private final Set<String> open = new TreeSet<>();
    private int mostOpen;

    private void regions(int count) {
        for (int i = 0; i < count; i++) {
            world.region("region-" + (100 + i));
        }
    }

    private Flux<RolloutEvent> events(KeySource source) {
        return world.rollout()
                .settings(SETTINGS)
                .build()
                .events(Mode.IMPORT, source, world.targets())
                .doOnNext(event -> {
                    if (event instanceof TargetFinished finished) {
                        open.remove(finished.target().region());
                    }
                });
    }

    /** A lane is open from its survey to its end. */
    private void watchLanes() {
        world.regions.forEach((target, region) -> region.onSurvey(honest -> {
            open.add(target.region());
            mostOpen = Math.max(mostOpen, open.size());
            return honest;
        }));
    }

    private static List<ImportResult> results(List<RolloutEvent> events) {
        return events.stream()
                .filter(ImportResult.class::isInstance)
                .map(ImportResult.class::cast)
                .toList();
    }

    @Test
    void moreTargetsThanPermits_onlyAsManyLanesAreOpenAsHavePermits() {
        regions(TARGETS);
        watchLanes();

        var events = world.run(events(KeySource.of(keys(20))));

        assertThat(results(events))
                .hasSize(20 * TARGETS)
                .allSatisfy(result -> assertThat(result.outcome()).isEqualTo(Outcome.IMPORTED));
        assertThat(mostOpen).isBetween(PERMITS, PERMITS + 1);
        assertThat(world.maxInFlight()).isEqualTo(PERMITS);
    }

    @Test
    void moreTargetsThanPermits_permitsAreNeverIdleUntilTheLastLanesEnd() {
        regions(TARGETS);

        var events = world.run(events(KeySource.of(keys(20))));

        var calls = TARGETS * (1 + 20);
        var started = ((RunStarted) events.get(0)).startedAt();
        var finished = ((RunFinished) events.get(events.size() - 1)).finishedAt();
        assertThat(Duration.between(started, finished))
                .isLessThan(World.LATENCY
                        .multipliedBy(calls / PERMITS)
                        .multipliedBy(11)
                        .dividedBy(10));
    }

    @Test
    void openLanesWaitOutAFailure_theirPermitsOpenOthers() {
        regions(2 * PERMITS);
        world.regions.values().stream().limit(PERMITS).forEach(region -> {
            for (int i = 0; i < 4; i++) {
                region.onSurvey(FakeRegion.fails(FailureKind.UNREACHABLE));
            }
        });
        var ended = new ArrayList<String>();

        world.run(events(KeySource.of(keys(1))).doOnNext(event -> {
            if (event instanceof TargetFinished finished) {
                ended.add(finished.target().region());
            }
        }));

        assertThat(ended.subList(0, PERMITS))
                .containsExactlyInAnyOrder("region-104", "region-105", "region-106", "region-107");
    }

    @Test
    void fewResultsAskedFor_fewLanesAreOpened() {
        regions(TARGETS);
        var readings = new AtomicInteger();
        KeySource counted =
                () -> Flux.<KeyEntry>fromIterable(keys(20)).doOnSubscribe(any -> readings.incrementAndGet());

        StepVerifier.withVirtualTime(
                        () -> world.rollout()
                                .settings(SETTINGS.withMaxInFlight(100))
                                .build()
                                .run(counted, world.targets()),
                        () -> world.time,
                        2)
                .thenAwait(World.AGES)
                .expectNextCount(2)
                .thenCancel()
                .verify();

        var readToJudge = 1;
        assertThat(readings.get() - readToJudge).isBetween(1, 2);
    }

    @Test
    void stopped_unopenedTargetsAreAccountedFor() {
        regions(TARGETS);
        var stop = Sinks.<Boolean>one();
        world.time.schedule(() -> stop.tryEmitValue(true), 100, TimeUnit.MILLISECONDS);

        var results = world.run(world.rollout()
                .settings(SETTINGS)
                .stopWhen(stop.asMono())
                .build()
                .run(KeySource.of(keys(20)), world.targets()));

        assertThat(results).hasSize(20 * TARGETS);
        assertThat(results)
                .extracting(ImportResult::outcome)
                .contains(Outcome.IMPORTED, Outcome.NOT_ATTEMPTED)
                .containsOnly(Outcome.IMPORTED, Outcome.NOT_ATTEMPTED);
    }

    @Test
    void cancelled_noLaneIsOpenedAnyMore() {
        regions(TARGETS);
        watchLanes();

        var run = events(KeySource.of(keys(20))).subscribe();
        world.time.advanceTimeBy(World.LATENCY.multipliedBy(2));
        run.dispose();
        world.time.advanceTimeBy(World.AGES);

        assertThat(mostOpen).isBetween(1, PERMITS + 1);
    }

    @Test
    void nothingToImport_everyTargetEndsWithoutACall() {
        regions(TARGETS);

        var events = world.run(events(KeySource.of(List.of())));

        assertThat(events).filteredOn(TargetFinished.class::isInstance).hasSize(TARGETS);
        assertThat(world.regions.values())
                .allSatisfy(region -> assertThat(region.calls).isEmpty());
    }

    @Test
    void permitsAreGivenBackOnManyThreads_eachLaneIsOpenedOnce() {
        regions(1_000);
        var timing = new Timing(Schedulers.parallel(), () -> 0.5);
        var calls = new Gate(PERMITS, timing);
        var demand = new Gate(Long.MAX_VALUE, timing);
        var opener = new Opener(world.targets(), calls, demand);

        var opened = opener.targets()
                .flatMap(
                        target -> opener.watched(Flux.just(target))
                                .concatMap(any -> called(target, calls.door(Pace.free()), timing)),
                        world.targets().size())
                .collectList()
                .blockOptional(Duration.ofSeconds(30));

        assertThat(opened)
                .hasValueSatisfying(all -> assertThat(all).containsExactlyInAnyOrderElementsOf(world.targets()));
    }

    private static Mono<Target> called(Target target, Door door, Timing timing) {
        return door.permit()
                .flatMap(permit ->
                        Mono.just(target).publishOn(timing.scheduler()).doOnTerminate(() -> permit.giveBack(false)));
    }
}
