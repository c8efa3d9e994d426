package dev.keyflux.rollout;

import static dev.keyflux.rollout.World.keys;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyflux.aws.FailureKind;
import dev.keyflux.aws.Operation;
import dev.keyflux.key.KeyEntry;
import dev.keyflux.key.KeySource;
import dev.keyflux.rollout.RunStarted.Mode;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

/** When lanes are opened where there are more targets than permits, in virtual time. */
final class RunOpeningTest {

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

    /** The keys, and how often they are read: once to judge them, then once for each lane that is opened. */
    private static KeySource counted(AtomicInteger readings) {
        return () -> Flux.<KeyEntry>fromIterable(keys(20)).doOnSubscribe(any -> readings.incrementAndGet());
    }

    /** A lane is open from its survey to its end. */
    private void watchLanes() {
        world.regions.forEach((target, region) -> region.onSurvey(honest -> {
            open.add(target.region());
            mostOpen = Math.max(mostOpen, open.size());
            return honest;
        }));
    }

    private static Duration duration(List<RolloutEvent> events) {
        var started = ((RunStarted) events.get(0)).startedAt();
        return Duration.between(started, ((RunFinished) events.get(events.size() - 1)).finishedAt());
    }

    /** The regions, in the order in which their lanes ended. */
    private static List<String> ended(List<RolloutEvent> events) {
        return events.stream()
                .filter(TargetFinished.class::isInstance)
                .map(event -> ((TargetFinished) event).target().region())
                .toList();
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
        assertThat(duration(events))
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

        var events = world.run(events(KeySource.of(keys(1))));

        assertThat(ended(events).subList(0, PERMITS))
                .containsExactlyInAnyOrder("region-104", "region-105", "region-106", "region-107");
    }

    @Test
    void fewResultsAskedFor_fewLanesAreOpened() {
        regions(TARGETS);
        var readings = new AtomicInteger();

        StepVerifier.withVirtualTime(
                        () -> world.rollout()
                                .settings(SETTINGS.withMaxInFlight(100))
                                .build()
                                .run(counted(readings), world.targets()),
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
        var readings = new AtomicInteger();

        var run = events(counted(readings)).subscribe();
        world.time.advanceTimeBy(World.LATENCY.multipliedBy(2));
        var before = readings.get();
        run.dispose();
        world.time.advanceTimeBy(World.AGES);

        assertThat(before).isGreaterThan(PERMITS);
        assertThat(readings).hasValue(before);
    }

    @Test
    void nothingToImport_everyTargetEndsWithoutACall() {
        regions(TARGETS);

        var events = world.run(events(KeySource.of(List.of())));

        assertThat(ended(events)).hasSize(TARGETS);
        assertThat(world.regions.values())
                .allSatisfy(region -> assertThat(region.calls).isEmpty());
    }

    @Test
    void lanesThatFollowAFailure_holdWhatWasAskedFor_otherTargetsAreOpenedAllTheSame() {
        regions(8);
        var failing = "region-100";
        world.region(failing).onImport(20 * 5, FakeRegion.fails(FailureKind.UNREACHABLE));

        var events = world.run(world.rollout()
                .settings(RolloutSettings.defaults().withMaxInFlight(2))
                .build()
                .events(Mode.IMPORT, KeySource.of(keys(20)), world.targets())
                .limitRate(8, 1));

        assertThat(ended(events)).hasSize(8).last().isEqualTo(failing);
    }

    @Test
    void twoResultsAskedForOfEachTarget_areEnoughForThrottledLanes() {
        var alone = tookThrottled(1);

        assertThat(tookThrottled(30)).isLessThan(alone.multipliedBy(2));
    }

    /** How long so many regions take that let two calls a second through, each. */
    private static Duration tookThrottled(int regions) {
        var test = new RunOpeningTest();
        test.regions(regions);
        test.world.regions.values().forEach(region -> {
            var next = new AtomicLong();
            region.onImport(1_000, honest -> {
                var now = test.world.time.now(TimeUnit.MILLISECONDS);
                if (now < next.get()) {
                    return FakeRegion.<Operation>fails(FailureKind.THROTTLED).apply(honest);
                }
                next.set(now + 500);
                return honest;
            });
        });
        var events = test.world.run(test.events(KeySource.of(keys(20))).limitRate(2 * regions, 1));
        assertThat(results(events)).hasSize(20 * regions);
        return duration(events);
    }

    @Test
    void fewerSlowLanesThanPermits_otherTargetsAreOpenedAllTheSame() {
        var slow = List.of("slow-1", "slow-2", "slow-3");
        slow.forEach(region -> world.region(region, World.LATENCY.multipliedBy(50)));
        regions(3);

        var ended = ended(world.run(world.rollout()
                .settings(RolloutSettings.defaults().withMaxInFlight(4))
                .build()
                .events(Mode.IMPORT, KeySource.of(keys(20)), world.targets())));

        assertThat(ended).hasSize(6);
        assertThat(ended.subList(3, 6)).containsExactlyInAnyOrderElementsOf(slow);
    }

    @Test
    void fewResultsAskedFor_thenAllThereAre_everyTargetIsWorked() {
        regions(3);

        StepVerifier.withVirtualTime(
                        () -> world.rollout()
                                .settings(SETTINGS.withMaxInFlight(2))
                                .build()
                                .run(KeySource.of(keys(20)), world.targets()),
                        () -> world.time,
                        3)
                .thenRequest(Long.MAX_VALUE)
                .thenAwait(World.AGES)
                .expectNextCount(3 * 20)
                .verifyComplete();
    }

    @Test
    void oneResultAskedForAtATime_everyTargetIsWorked() {
        regions(TARGETS);

        var events = world.run(events(KeySource.of(keys(3))).limitRate(1));

        assertThat(results(events)).hasSize(3 * TARGETS);
    }

    @Test
    void onePermit_everyTargetIsWorked() {
        regions(TARGETS);

        var results = world.run(world.rollout()
                .settings(SETTINGS.withMaxInFlight(1))
                .build()
                .run(KeySource.of(keys(3)), world.targets()));

        assertThat(results).hasSize(3 * TARGETS);
        assertThat(world.maxInFlight()).isEqualTo(1);
    }

    @Test
    void sourceThatComesLater_everyTargetIsWorked() {
        regions(TARGETS);
        KeySource later = () -> Flux.<KeyEntry>fromIterable(keys(3)).delaySubscription(World.LATENCY, world.time);

        assertThat(results(world.run(events(later)))).hasSize(3 * TARGETS);
    }

    @Test
    void sourceThatEndsLaterWithoutAKey_everyTargetEnds() {
        regions(TARGETS);
        KeySource empty = () -> Flux.<KeyEntry>empty().delaySubscription(World.LATENCY, world.time);

        assertThat(ended(world.run(events(empty)))).hasSize(TARGETS);
    }
}
