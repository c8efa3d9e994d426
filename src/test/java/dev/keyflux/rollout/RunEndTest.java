package dev.keyflux.rollout;

import static dev.keyflux.rollout.FakeRegion.fails;
import static dev.keyflux.rollout.World.LATENCY;
import static dev.keyflux.rollout.World.key;
import static dev.keyflux.rollout.World.keys;
import static dev.keyflux.rollout.World.outcomes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyflux.aws.FailureKind;
import dev.keyflux.key.KeyEntry;
import dev.keyflux.key.KeySource;
import dev.keyflux.key.NamedKey;
import dev.keyflux.rollout.RunStarted.Mode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/** How runs and lanes end before their time: stop, deadline, cancel, and regions that do not let us in. */
final class RunEndTest {

    /** Fewer calls at once than one lane may have, so that its next key stands in line. */
    private static final RolloutSettings WITH_KEYS_IN_LINE =
            RolloutSettings.defaults().withMaxInFlight(4);

    private final World world = new World();

    @Test
    void surveyDenied_laneHalts_everyKeyDeniedAndOthersGoOn() {
        var denied = world.region("eu-west-1").onSurvey(fails(FailureKind.DENIED, "AccessDeniedException"));
        world.region("us-east-1");

        var results = world.run(keys(40));

        assertThat(outcomes(results, "eu-west-1")).isEqualTo(Map.of(Outcome.DENIED, 40L));
        assertThat(outcomes(results, "us-east-1")).isEqualTo(Map.of(Outcome.IMPORTED, 40L));
        assertThat(denied.calls).containsExactly("survey null");
    }

    @Test
    void deniedMidway_laneHalts_unsentKeysNotAttempted() {
        var region = world.region("eu-west-1").onImport(honest -> honest).onImport(fails(FailureKind.DENIED));
        var settings = RolloutSettings.defaults().withConcurrency(1);

        var results =
                world.run(world.rollout().settings(settings).build().run(KeySource.of(keys(10)), world.targets()));

        assertThat(outcomes(results, "eu-west-1"))
                .isEqualTo(Map.of(Outcome.IMPORTED, 1L, Outcome.DENIED, 1L, Outcome.NOT_ATTEMPTED, 8L));
        assertThat(region.calls("import")).hasSize(2);
        assertThat(results.get(9).error()).isNotNull().extracting("code").isEqualTo("DENIED");
    }

    @Test
    void surveyUnreachable_patienceEnds_everyKeyFailedAndLaneHalted() {
        var region = world.region("eu-west-1");
        for (int i = 0; i < 8; i++) {
            region.onSurvey(fails(FailureKind.UNREACHABLE, "UnknownHost"));
        }

        var events = world.run(world.rollout().build().events(Mode.IMPORT, KeySource.of(keys(3)), world.targets()));

        assertThat(events)
                .filteredOn(ImportResult.class::isInstance)
                .hasSize(3)
                .allMatch(event -> ((ImportResult) event).outcome() == Outcome.FAILED);
        assertThat(events)
                .filteredOn(TargetFinished.class::isInstance)
                .singleElement()
                .satisfies(event -> assertThat(((TargetFinished) event).halted())
                        .isEqualTo(new ErrorDetail("UnknownHost", "scripted UnknownHost", "request-1")));
    }

    @Test
    void stopWhen_midway_inFlightSettlesAndRestNotAttempted() {
        var region = world.region("eu-west-1");
        var alarm = Sinks.empty();
        var settings = RolloutSettings.defaults().withConcurrency(4);
        var events = begun(settings, 100, alarm.asMono());

        world.time.advanceTimeBy(LATENCY.multipliedBy(3).plusMillis(1));
        alarm.tryEmitEmpty();
        world.time.advanceTimeBy(World.AGES);

        var results = resultsOf(events);
        assertThat(outcomes(results, "eu-west-1")).isEqualTo(Map.of(Outcome.IMPORTED, 12L, Outcome.NOT_ATTEMPTED, 88L));
        assertThat(region.keyPairs).hasSize(12);
        assertThat(events.get(events.size() - 1))
                .isInstanceOfSatisfying(
                        RunFinished.class, end -> assertThat(end.stopped()).isTrue());
    }

    @Test
    void stopWhen_keysWaitAtTheGate_noneOfThemIsSent() {
        var region = world.region("eu-west-1");
        var alarm = Sinks.empty();
        var events = begun(RolloutSettings.defaults().withMaxInFlight(1), 100, alarm.asMono());

        world.time.advanceTimeBy(LATENCY.multipliedBy(4).plusMillis(1));
        alarm.tryEmitEmpty();
        world.time.advanceTimeBy(World.AGES);

        assertThat(region.calls("import")).hasSize(4);
        assertThat(outcomes(resultsOf(events), "eu-west-1"))
                .isEqualTo(Map.of(Outcome.IMPORTED, 4L, Outcome.NOT_ATTEMPTED, 96L));
    }

    @Test
    void stopWhen_beforeTheSurvey_makesNoCall() {
        var region = world.region("eu-west-1");

        var results =
                world.run(world.rollout().stopWhen(Flux.empty()).build().run(KeySource.of(keys(3)), world.targets()));

        assertThat(region.calls).isEmpty();
        assertThat(outcomes(results, "eu-west-1")).isEqualTo(Map.of(Outcome.NOT_ATTEMPTED, 3L));
    }

    @Test
    void deniedMidway_keysWaitAtTheGate_noneOfThemIsSent() {
        var region = world.region("eu-west-1").onImport(fails(FailureKind.DENIED));

        var results = world.run(world.rollout()
                .settings(RolloutSettings.defaults().withMaxInFlight(1))
                .build()
                .run(KeySource.of(keys(50)), world.targets()));

        assertThat(region.calls("import")).hasSize(1);
        assertThat(outcomes(results, "eu-west-1")).isEqualTo(Map.of(Outcome.DENIED, 1L, Outcome.NOT_ATTEMPTED, 49L));
    }

    @Test
    void deadline_passes_inFlightSettlesAndRestNotAttempted() {
        world.region("eu-west-1");
        var settings = RolloutSettings.defaults()
                .withConcurrency(4)
                .withDeadline(LATENCY.multipliedBy(3).plusMillis(1));

        var events = world.run(world.rollout()
                .settings(settings)
                .build()
                .events(Mode.IMPORT, KeySource.of(keys(100)), world.targets()));

        var results = resultsOf(events);
        assertThat(outcomes(results, "eu-west-1")).isEqualTo(Map.of(Outcome.IMPORTED, 12L, Outcome.NOT_ATTEMPTED, 88L));
        assertThat(results)
                .filteredOn(result -> result.outcome() == Outcome.NOT_ATTEMPTED)
                .extracting("error.code")
                .containsOnly("Deadline");
        assertThat(events.get(events.size() - 1))
                .isInstanceOfSatisfying(
                        RunFinished.class, end -> assertThat(end.stopped()).isFalse());
    }

    @Test
    void stopWhen_keysOfAnEndlessPublisher_areReadNoMore() {
        world.region("eu-west-1");
        world.region("us-east-1");
        var alarm = Sinks.empty();
        var read = new AtomicInteger();
        var results = new ArrayList<ImportResult>();
        var done = new AtomicBoolean();
        world.rollout()
                .settings(WITH_KEYS_IN_LINE)
                .stopWhen(alarm.asMono())
                .build()
                .run(keysWithoutEnd(read), world.targets())
                .subscribe(results::add, error -> {}, () -> done.set(true));

        world.time.advanceTimeBy(LATENCY.multipliedBy(10));
        var before = read.get();
        alarm.tryEmitEmpty();
        world.time.advanceTimeBy(World.AGES);

        assertThat(done).isTrue();
        assertThat(read.get() - before).isLessThan(10);
        assertThat(results).hasSizeGreaterThan(20).hasSizeLessThanOrEqualTo(2 * read.get());
    }

    @Test
    void cancel_keysThatWereNotRead_areReadNoMore() {
        world.region("eu-west-1");
        var read = new AtomicInteger();
        KeySource source = () -> Flux.<KeyEntry>fromIterable(keys(5_000)).doOnNext(key -> read.incrementAndGet());
        var run = world.rollout()
                .settings(WITH_KEYS_IN_LINE)
                .build()
                .run(source, world.targets())
                .subscribe();

        world.time.advanceTimeBy(LATENCY.multipliedBy(10));
        var before = read.get();
        run.dispose();
        world.time.advanceTimeBy(World.AGES);

        assertThat(before).isGreaterThan(5_000 + 20);
        assertThat(read.get() - before).isLessThan(10);
    }

    @Test
    void stopWhen_afterTheDeadline_counts() {
        world.region("eu-west-1");
        var alarm = Sinks.empty();
        var settings =
                RolloutSettings.defaults().withDeadline(LATENCY.multipliedBy(2).minusMillis(1));
        var events = begun(settings, 100, alarm.asMono());

        world.time.advanceTimeBy(LATENCY.multipliedBy(2).minusMillis(1));
        alarm.tryEmitEmpty();
        world.time.advanceTimeBy(World.AGES);

        assertThat(resultsOf(events)).extracting("error.code").contains("Deadline");
        assertThat(events.get(events.size() - 1))
                .isInstanceOfSatisfying(
                        RunFinished.class, end -> assertThat(end.stopped()).isTrue());
    }

    @Test
    void stopWhen_laneWaitsForThrottle_waitEndsAtOnce() {
        world.region("eu-west-1").onImport(1_000, fails(FailureKind.THROTTLED));
        var alarm = Sinks.empty();
        var events = begun(RolloutSettings.defaults(), 1, alarm.asMono());

        world.time.advanceTimeBy(Duration.ofMinutes(1));
        alarm.tryEmitEmpty();

        assertThat(resultsOf(events))
                .singleElement()
                .extracting(ImportResult::outcome)
                .isEqualTo(Outcome.NOT_ATTEMPTED);
    }

    @Test
    void stopWhen_keysAreLookedForWhereEverythingIsThrottled_endsSoonWithUnknown() {
        var region = world.region("eu-west-1").onImport(32, fails(FailureKind.AMBIGUOUS, "Timeout"));
        for (int i = 0; i < 10_000; i++) {
            region.onLook(fails(FailureKind.THROTTLED));
        }
        var alarm = Sinks.empty();
        var events = begun(RolloutSettings.defaults(), 100, alarm.asMono());

        world.time.advanceTimeBy(Duration.ofMinutes(1));
        alarm.tryEmitEmpty();
        world.time.advanceTimeBy(Duration.ofSeconds(31));

        var results = resultsOf(events);
        // Two small rounds come before the first throttle.
        assertThat(outcomes(results, "eu-west-1"))
                .containsOnlyKeys(Outcome.UNKNOWN, Outcome.NOT_ATTEMPTED)
                .containsEntry(Outcome.UNKNOWN, (long) region.calls("import").size());
        assertThat(results).hasSize(100);
        assertThat(events)
                .filteredOn(TargetFinished.class::isInstance)
                .singleElement()
                .satisfies(
                        event -> assertThat(((TargetFinished) event).halted()).isNull());
        assertThat(events.get(events.size() - 1)).isInstanceOf(RunFinished.class);
    }

    @Test
    void stopWhen_keyWhoseReplyWasLostWaitsToBeSentAgain_isUnknownForThatReason() {
        world.region("eu-west-1").onImport(fails(FailureKind.AMBIGUOUS, "Timeout"));
        var alarm = Sinks.empty();
        var events = begun(RolloutSettings.defaults(), 1, alarm.asMono());

        // Surveyed, sent and looked for; the wait before it is sent again has begun.
        world.time.advanceTimeBy(LATENCY.multipliedBy(3).plusMillis(1));
        alarm.tryEmitEmpty();
        world.time.advanceTimeBy(World.AGES);

        assertThat(resultsOf(events)).singleElement().satisfies(result -> {
            assertThat(result.outcome()).isEqualTo(Outcome.UNKNOWN);
            assertThat(result.error()).isNotNull().extracting("code").isEqualTo("Timeout");
        });
    }

    @Test
    void cancel_writesInFlight_settleAndReachTheListener() {
        var region = world.region("eu-west-1");
        var heard = new ArrayList<ImportResult>();
        var settings = RolloutSettings.defaults().withConcurrency(4);
        var subscription = world.rollout()
                .settings(settings)
                .listener((result, context) -> heard.add(result))
                .build()
                .run(KeySource.of(keys(100)), world.targets())
                .subscribe();

        world.time.advanceTimeBy(LATENCY.multipliedBy(2).plusMillis(1));
        subscription.dispose();
        world.time.advanceTimeBy(World.AGES);

        assertThat(region.keyPairs).hasSize(8);
        assertThat(heard).hasSize(8).allMatch(result -> result.outcome() == Outcome.IMPORTED);
        assertThat(region.inFlight).isZero();
    }

    /** The events of an import that has begun, as they come. */
    private List<RolloutEvent> begun(RolloutSettings settings, int keys, Publisher<?> stop) {
        var events = new ArrayList<RolloutEvent>();
        world.rollout()
                .settings(settings)
                .stopWhen(stop)
                .build()
                .events(Mode.IMPORT, KeySource.of(keys(keys)), world.targets())
                .subscribe(events::add);
        return events;
    }

    private static List<ImportResult> resultsOf(List<RolloutEvent> events) {
        return events.stream()
                .filter(ImportResult.class::isInstance)
                .map(ImportResult.class::cast)
                .toList();
    }

    /** It goes on for ever, but for a test that fails. */
    private static Flux<NamedKey> keysWithoutEnd(AtomicInteger read) {
        return Flux.generate(sink -> {
            if (read.incrementAndGet() > 100_000) {
                sink.error(new IllegalStateException("still reading"));
            } else {
                sink.next(key("key-" + read));
            }
        });
    }
}
