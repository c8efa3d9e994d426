package dev.keyflux.rollout;

import static dev.keyflux.rollout.FakeRegion.fails;
import static dev.keyflux.rollout.World.LATENCY;
import static dev.keyflux.rollout.World.key;
import static dev.keyflux.rollout.World.keys;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyflux.aws.FailureKind;
import dev.keyflux.key.KeyBatch;
import dev.keyflux.key.KeyEntry;
import dev.keyflux.key.KeySource;
import dev.keyflux.key.NamedKey;
import dev.keyflux.key.RejectedKey;
import dev.keyflux.key.RejectionReason;
import dev.keyflux.key.SourceLine;
import dev.keyflux.rollout.RunStarted.Mode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** A run as a whole: lanes, bounds, the story it tells, and how it ends. */
final class KeyRolloutTest {

    private final World world = new World();

    @Test
    void run_twoRegions_settlesEveryKeyInEach() {
        world.region("eu-west-1");
        world.region("us-east-1");

        var results = world.run(keys(50));

        assertThat(results).hasSize(100).allMatch(result -> result.outcome() == Outcome.IMPORTED);
        assertThat(results.stream()
                        .map(result -> result.target() + " " + result.key().name()))
                .doesNotHaveDuplicates();
    }

    @Test
    void run_subscribedTwice_runsTwice() {
        var region = world.region("eu-west-1").knowing(keys(5));
        var run = world.rollout().build().run(KeySource.of(keys(5)), world.targets());
        assertThat(region.calls).isEmpty();

        var first = world.run(run);
        var second = world.run(run);

        assertThat(first).allMatch(result -> result.outcome() == Outcome.IMPORTED);
        assertThat(second).hasSize(5).allMatch(result -> result.outcome() == Outcome.ALREADY_PRESENT);
        assertThat(region.calls("import")).hasSize(5);
    }

    @Test
    void run_sameTargetTwice_worksItOnce() {
        world.region("eu-west-1");
        var targets = List.of(world.targets().get(0), world.targets().get(0));

        assertThat(world.run(world.rollout().build().run(KeySource.of(keys(3)), targets)))
                .hasSize(3);
    }

    @Test
    void run_noKeys_completesWithoutCall() {
        var region = world.region("eu-west-1");

        assertThat(world.run(List.of())).isEmpty();
        assertThat(region.calls).isEmpty();
    }

    @Test
    void run_bounds_neverExceeded() {
        var first = world.region("eu-west-1");
        var second = world.region("us-east-1");
        var settings = RolloutSettings.defaults().withMaxInFlight(7).withConcurrency(5);

        world.run(world.rollout().settings(settings).build().run(KeySource.of(keys(100)), world.targets()));

        assertThat(first.maxInFlight).isEqualTo(5);
        assertThat(second.maxInFlight).isBetween(2, 5);
        assertThat(world.maxInFlight()).isEqualTo(7);
    }

    @Test
    void run_oneRegionSlow_eachEndsAsIfAlone() {
        var quickAlone = durations(quick -> quick.region("us-east-1")).get(0);
        var slowAlone = durations(slow -> slow.region("eu-west-1", LATENCY.multipliedBy(100)))
                .get(0);

        var together = durations(both -> {
            both.region("eu-west-1", LATENCY.multipliedBy(100));
            both.region("us-east-1");
        });

        assertThat(together).containsExactly(quickAlone, slowAlone);
    }

    /** How long each lane of a world took for a hundred keys, in the order in which they finished. */
    private static List<Duration> durations(Consumer<World> regions) {
        var world = new World();
        regions.accept(world);
        return world.run(world.rollout().build().events(Mode.IMPORT, KeySource.of(keys(100)), world.targets())).stream()
                .filter(TargetFinished.class::isInstance)
                .map(event -> ((TargetFinished) event).duration())
                .toList();
    }

    @Test
    void events_wholeRun_toldInOrder() {
        world.region("eu-west-1");
        var rejected = new RejectedKey(new SourceLine("keys/a.pub", 1), RejectionReason.WEAK, "too weak");

        var events = world.run(world.rollout()
                .build()
                .events(Mode.IMPORT, new KeyBatch(List.of(key("bob")), List.of(rejected)), world.targets()));

        assertThat(events).hasSize(5);
        assertThat(events.get(0)).isInstanceOfSatisfying(RunStarted.class, started -> {
            assertThat(started.keys()).isEqualTo(OptionalLong.of(1));
            assertThat(started.targets()).isEqualTo(world.targets());
            assertThat(started.mode()).isEqualTo(Mode.IMPORT);
        });
        assertThat(events.get(1)).isEqualTo(new KeyRejected(rejected));
        assertThat(events.get(2)).isInstanceOf(ImportResult.class);
        assertThat(events.get(3)).isInstanceOfSatisfying(TargetFinished.class, finished -> {
            assertThat(finished.calls()).isEqualTo(2);
            assertThat(finished.throttled()).isZero();
            assertThat(finished.halted()).isNull();
            assertThat(finished.latency()).isNotNull();
        });
        assertThat(events.get(4))
                .isInstanceOfSatisfying(
                        RunFinished.class, end -> assertThat(end.stopped()).isFalse());
    }

    @Test
    void events_throttledCalls_countedAsThrottledAndRetried() {
        world.region("eu-west-1").onImport(3, fails(FailureKind.THROTTLED));

        var events = world.run(world.rollout().build().events(Mode.IMPORT, KeySource.of(keys(1)), world.targets()));

        assertThat(events)
                .filteredOn(TargetFinished.class::isInstance)
                .singleElement()
                .satisfies(event -> {
                    var finished = (TargetFinished) event;
                    assertThat(finished.calls()).isEqualTo(5);
                    assertThat(finished.throttled()).isEqualTo(3);
                    assertThat(finished.retries()).isEqualTo(3);
                });
    }

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
    void surveyFailsOnTheWay_repeated_keysImported() {
        world.region("eu-west-1").onSurvey(fails(FailureKind.AMBIGUOUS)).onSurvey(fails(FailureKind.THROTTLED));

        assertThat(outcomes(world.run(keys(3)), "eu-west-1")).isEqualTo(Map.of(Outcome.IMPORTED, 3L));
    }

    @Test
    void stopWhen_midway_inFlightSettlesAndRestNotAttempted() {
        var region = world.region("eu-west-1");
        var alarm = Sinks.empty();
        var settings = RolloutSettings.defaults().withConcurrency(4);
        var events = new ArrayList<RolloutEvent>();
        world.rollout()
                .settings(settings)
                .stopWhen(alarm.asMono())
                .build()
                .events(Mode.IMPORT, KeySource.of(keys(100)), world.targets())
                .subscribe(events::add);

        world.time.advanceTimeBy(LATENCY.multipliedBy(3).plusMillis(1));
        alarm.tryEmitEmpty();
        world.time.advanceTimeBy(World.AGES);

        var results = events.stream()
                .filter(ImportResult.class::isInstance)
                .map(ImportResult.class::cast)
                .toList();
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
        var results = new ArrayList<ImportResult>();
        world.rollout()
                .settings(RolloutSettings.defaults().withMaxInFlight(1))
                .stopWhen(alarm.asMono())
                .build()
                .run(KeySource.of(keys(100)), world.targets())
                .subscribe(results::add);

        world.time.advanceTimeBy(LATENCY.multipliedBy(4).plusMillis(1));
        alarm.tryEmitEmpty();
        world.time.advanceTimeBy(World.AGES);

        assertThat(region.calls("import")).hasSize(4);
        assertThat(outcomes(results, "eu-west-1")).isEqualTo(Map.of(Outcome.IMPORTED, 4L, Outcome.NOT_ATTEMPTED, 96L));
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

        var results = events.stream()
                .filter(ImportResult.class::isInstance)
                .map(ImportResult.class::cast)
                .toList();
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
    void context_ofTheSubscriber_reachesTheListenerOverEveryHop() {
        world.region("eu-west-1").onImport(fails(FailureKind.AMBIGUOUS)).onImport(fails(FailureKind.THROTTLED));
        var tenants = new ArrayList<String>();

        world.run(world.rollout()
                .listener((result, context) -> tenants.add(context.get("tenant")))
                .build()
                .run(KeySource.of(keys(2)), world.targets())
                .contextWrite(context -> context.put("tenant", "blue")));

        assertThat(tenants).containsExactly("blue", "blue");
    }

    @Test
    void stopWhen_laneWaitsForThrottle_waitEndsAtOnce() {
        world.region("eu-west-1").onImport(1_000, fails(FailureKind.THROTTLED));
        var alarm = Sinks.empty();
        var results = new ArrayList<ImportResult>();
        world.rollout()
                .stopWhen(alarm.asMono())
                .build()
                .run(KeySource.of(keys(1)), world.targets())
                .subscribe(results::add);

        world.time.advanceTimeBy(Duration.ofMinutes(1));
        alarm.tryEmitEmpty();

        assertThat(results).singleElement().extracting(ImportResult::outcome).isEqualTo(Outcome.NOT_ATTEMPTED);
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

    @Test
    void listener_throws_runGoesOn() {
        world.region("eu-west-1");

        var results = world.run(world.rollout()
                .listener((result, context) -> {
                    throw new CancellationException("a listener's own trouble");
                })
                .build()
                .run(KeySource.of(keys(3)), world.targets()));

        assertThat(results).hasSize(3);
    }

    @Test
    void plan_mixedRegion_foreseesEveryOutcomeAndHoldsNoWriter() {
        var region = world.region("eu-west-1")
                .holding(key("same"))
                .holding(key("other", "another"))
                .holding("created", "00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff:00:11:22:33");
        region.otherResources.add("instance");
        var source = KeySource.of(List.of(key("same"), key("other"), key("created"), key("instance"), key("new")));

        var results = world.run(world.rollout().build().plan(source, world.targets()));

        assertThat(results)
                .extracting(ImportResult::outcome)
                .containsExactly(
                        Outcome.ALREADY_PRESENT,
                        Outcome.CONFLICT,
                        Outcome.UNVERIFIABLE,
                        Outcome.CONFLICT,
                        Outcome.WOULD_IMPORT);
        assertThat(results.get(3).heldBy()).isEqualTo(HeldBy.OTHER_RESOURCE);
        assertThat(region.calls).containsExactly("survey null", "names null");
        assertThat(world.writable).isEmpty();
    }

    @Test
    void plan_namesDenied_plansWithoutThem() {
        world.region("eu-west-1").onNames(fails(FailureKind.DENIED));

        assertThat(world.run(world.rollout().build().plan(KeySource.of(keys(1)), world.targets())))
                .extracting(ImportResult::outcome)
                .containsExactly(Outcome.WOULD_IMPORT);
    }

    @Test
    void source_changesBetweenReadings_errorSignal() {
        world.region("eu-west-1");
        var readings = new AtomicInteger();
        KeySource shrinking = () -> Flux.fromIterable(keys(readings.incrementAndGet() == 1 ? 3 : 2));

        assertThatThrownBy(() -> world.run(world.rollout().build().run(shrinking, world.targets())))
                .cause()
                .hasMessageContaining("3 keys when it was judged, and 2");
    }

    @Test
    void source_sameCountOfOtherKeys_errorSignal() {
        world.region("eu-west-1");
        var readings = new AtomicInteger();
        KeySource swapping = () -> Flux.just(key("bob", "material-" + readings.incrementAndGet()));

        assertThatThrownBy(() -> world.run(world.rollout().build().run(swapping, world.targets())))
                .cause()
                .hasMessageContaining("changed between readings");
    }

    @Test
    void source_failsUnderWay_nothingMoreIsSent() {
        var region = world.region("eu-west-1");
        var readings = new AtomicInteger();
        KeySource failing = () -> Flux.<KeyEntry>fromIterable(keys(20))
                .concatWith(
                        readings.incrementAndGet() == 1 ? Flux.empty() : Flux.error(new IllegalStateException("gone")));

        assertThatThrownBy(() -> world.run(world.rollout()
                        .settings(RolloutSettings.defaults().withMaxInFlight(1))
                        .build()
                        .run(failing, world.targets())))
                .hasRootCauseMessage("gone");
        assertThat(region.calls("import")).isEmpty();
    }

    @Test
    void source_cannotBeRead_errorSignalBeforeAnyCall() {
        var region = world.region("eu-west-1");
        KeySource broken =
                () -> Flux.<KeyEntry>fromIterable(keys(2)).concatWith(Flux.error(new IllegalStateException("gone")));

        assertThatThrownBy(() -> world.run(world.rollout().build().run(broken, world.targets())))
                .hasRootCauseMessage("gone");
        assertThat(region.calls).isEmpty();
    }

    @Test
    void publisher_readOnce_everyTargetGetsEveryKey() {
        world.region("eu-west-1", LATENCY.multipliedBy(10));
        world.region("us-east-1");
        var subscriptions = new AtomicInteger();
        var once = Flux.fromIterable(keys(50)).doOnSubscribe(any -> subscriptions.incrementAndGet());

        var results = world.run(world.rollout().build().run(once, world.targets()));

        assertThat(subscriptions).hasValue(1);
        assertThat(results).hasSize(100).allMatch(result -> result.outcome() == Outcome.IMPORTED);
    }

    @Test
    void publisher_quietAndStopped_runEnds() {
        world.region("eu-west-1");
        var cancelled = new AtomicInteger();
        var quiet = Flux.just(key("bob")).concatWith(Flux.never()).doOnCancel(cancelled::incrementAndGet);

        var results = world.run(world.rollout()
                .stopWhen(Mono.delay(Duration.ofMinutes(1), world.time))
                .build()
                .run(quiet, world.targets()));

        assertThat(results).singleElement().extracting(ImportResult::outcome).isEqualTo(Outcome.IMPORTED);
        assertThat(cancelled).hasValue(1);
    }

    @Test
    void publisher_runCancelled_publisherCancelled() {
        world.region("eu-west-1");
        world.region("us-east-1");
        var cancelled = new AtomicInteger();
        var endless = Flux.<NamedKey>never().doOnCancel(cancelled::incrementAndGet);

        world.rollout().build().run(endless, world.targets()).subscribe().dispose();

        assertThat(cancelled).hasValue(1);
    }

    @Test
    void publisher_noTargets_isNotRead() {
        var read = new AtomicInteger();
        var keys = Flux.fromIterable(keys(3)).doOnNext(key -> read.incrementAndGet());

        assertThat(world.run(world.rollout().build().run(keys, List.of()))).isEmpty();
        assertThat(read).hasValue(0);
    }

    @Test
    void publisher_slowTarget_neverReadMoreThanTheLeadAhead() {
        var slow = world.region("eu-west-1", LATENCY.multipliedBy(100));
        world.region("us-east-1");
        var settings = RolloutSettings.defaults().withLead(16).withConcurrency(4);
        var ahead = new int[1];
        var read = new AtomicInteger();
        var once = Flux.fromStream(Stream.iterate(0, i -> i + 1).limit(300).map(i -> key("key-" + i)))
                .doOnNext(key -> {
                    var takenUp = slow.calls("import").size();
                    ahead[0] = Math.max(ahead[0], read.incrementAndGet() - takenUp);
                });

        world.run(world.rollout().settings(settings).build().run(once, world.targets()));

        assertThat(ahead[0]).isLessThanOrEqualTo(16 + 4);
    }

    @Test
    void request_oneByOne_everyResultArrives() {
        world.region("eu-west-1");
        world.region("us-east-1");
        var results = new ArrayList<ImportResult>();
        var subscriber = new BaseSubscriber<ImportResult>() {
            @Override
            protected void hookOnSubscribe(Subscription subscription) {
                request(1);
            }

            @Override
            protected void hookOnNext(ImportResult result) {
                results.add(result);
            }
        };
        world.rollout().build().run(KeySource.of(keys(20)), world.targets()).subscribe(subscriber);

        for (int i = 1; i <= 40; i++) {
            world.time.advanceTimeBy(Duration.ofMinutes(1));
            assertThat(results).hasSize(i);
            subscriber.request(1);
        }
        assertThat(subscriber.isDisposed()).isTrue();
    }

    @Test
    void request_few_noMoreKeysAreTakenUp() {
        var first = world.region("eu-west-1");
        var second = world.region("us-east-1");
        var results = new ArrayList<ImportResult>();
        var subscriber = new BaseSubscriber<ImportResult>() {
            @Override
            protected void hookOnSubscribe(Subscription subscription) {
                request(5);
            }

            @Override
            protected void hookOnNext(ImportResult result) {
                results.add(result);
            }
        };
        world.rollout().build().run(KeySource.of(keys(100)), world.targets()).subscribe(subscriber);

        world.time.advanceTimeBy(World.AGES);
        assertThat(results).hasSize(5);
        assertThat(first.calls("import").size() + second.calls("import").size()).isEqualTo(5);

        subscriber.request(20);
        world.time.advanceTimeBy(World.AGES);
        assertThat(results).hasSize(25);
        assertThat(first.calls("import").size()).isBetween(10, 15);
        assertThat(first.calls("import").size() + second.calls("import").size()).isEqualTo(25);
        subscriber.cancel();
    }

    private static Map<Outcome, Long> outcomes(List<ImportResult> results, String region) {
        return results.stream()
                .filter(result -> result.target().region().equals(region))
                .collect(groupingBy(ImportResult::outcome, counting()));
    }
}
