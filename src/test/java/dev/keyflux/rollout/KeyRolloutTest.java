package dev.keyflux.rollout;

import static dev.keyflux.rollout.FakeRegion.fails;
import static dev.keyflux.rollout.World.LATENCY;
import static dev.keyflux.rollout.World.key;
import static dev.keyflux.rollout.World.keys;
import static dev.keyflux.rollout.World.outcomes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.keyflux.aws.FailureKind;
import dev.keyflux.aws.KeyPair;
import dev.keyflux.key.KeyBatch;
import dev.keyflux.key.KeySource;
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
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** A run as a whole: its lanes, its bounds, and the story it tells. */
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
    void surveyFailsOnTheWay_repeated_keysImported() {
        world.region("eu-west-1").onSurvey(fails(FailureKind.AMBIGUOUS)).onSurvey(fails(FailureKind.THROTTLED));

        assertThat(outcomes(world.run(keys(3)), "eu-west-1")).isEqualTo(Map.of(Outcome.IMPORTED, 3L));
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
    void listener_throws_runGoesOn() {
        assertRunGoesOn((result, context) -> {
            throw new CancellationException("a listener's own trouble");
        });
    }

    @Test
    void listener_cannotBeLinked_runGoesOn() {
        assertRunGoesOn((result, context) -> {
            throw new NoClassDefFoundError("a listener's own trouble");
        });
    }

    private void assertRunGoesOn(RolloutListener listener) {
        world.region("eu-west-1");

        var results = world.run(world.rollout().listener(listener).build().run(KeySource.of(keys(3)), world.targets()));

        assertThat(results).hasSize(3);
    }

    @Test
    void plan_keyPairThatComesBetweenTheListings_isThere() {
        var region = world.region("eu-west-1");
        region.onNames(honest -> Mono.defer(() -> {
            region.holding(key("late"));
            return honest;
        }));

        assertThat(world.run(world.rollout().build().plan(KeySource.of(List.of(key("late"))), world.targets())))
                .extracting(ImportResult::outcome)
                .containsExactly(Outcome.ALREADY_PRESENT);
    }

    @ParameterizedTest
    @CsvSource({"NOT_FOUND, CONFLICT", "DENIED, DENIED", "REFUSED, FAILED"})
    void plan_nameInUseThatIsNotShown_isWhatTheLookSays(FailureKind look, Outcome outcome) {
        var region = world.region("eu-west-1").onLook(fails(look));
        region.otherResources.add("taken");

        assertThat(world.run(world.rollout().build().plan(KeySource.of(List.of(key("taken"))), world.targets())))
                .extracting(ImportResult::outcome)
                .containsExactly(outcome);
    }

    @Test
    void plan_stoppedDuringTheLook_isNotAttempted() {
        var stop = Sinks.<Void>empty();
        var region = world.region("eu-west-1").onLook(honest -> {
            stop.tryEmitEmpty();
            return FakeRegion.<KeyPair>fails(FailureKind.THROTTLED).apply(honest);
        });
        region.otherResources.add("taken");

        assertThat(world.run(world.rollout()
                        .stopWhen(stop.asMono())
                        .build()
                        .plan(KeySource.of(List.of(key("taken"))), world.targets())))
                .extracting(ImportResult::outcome)
                .containsExactly(Outcome.NOT_ATTEMPTED);
    }

    @Test
    void plan_mixedRegion_foreseesEveryOutcomeAndHoldsNoWriter() {
        var region = world.region("eu-west-1")
                .holding(key("same"))
                .holding(key("other", "another"))
                .holding("created", "00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff:00:11:22:33");
        region.otherResources.add("instance");
        var source = KeySource.of(List.of(key("same"), key("other"), key("created"), key("new"), key("instance")));

        var results = world.run(world.rollout().build().plan(source, world.targets()));

        assertThat(results)
                .extracting(ImportResult::outcome)
                .containsExactly(
                        Outcome.ALREADY_PRESENT,
                        Outcome.CONFLICT,
                        Outcome.UNVERIFIABLE,
                        Outcome.WOULD_IMPORT,
                        Outcome.CONFLICT);
        assertThat(results.get(4).heldBy()).isEqualTo(HeldBy.OTHER_RESOURCE);
        assertThat(region.calls).startsWith("survey null", "names null").hasSize(8);
        assertThat(region.calls.subList(2, 8)).containsOnly("look instance");
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
    @SuppressWarnings("NullAway") // what code without such a check may do
    void setting_null_isRefusedByName() {
        var builder = world.rollout();

        assertThatNullPointerException()
                .isThrownBy(() -> KeyRollout.builder(null))
                .withMessage("clients");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.settings(null))
                .withMessage("settings");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.stopWhen(null))
                .withMessage("signal");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.listener(null))
                .withMessage("listener");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.scheduler(null))
                .withMessage("scheduler");
    }

    @Test
    @SuppressWarnings("NullAway") // what code without such a check may do
    void run_null_isRefusedByNameBeforeSubscription() {
        var rollout = world.rollout().build();
        var source = KeySource.of(keys(1));

        assertThatNullPointerException()
                .isThrownBy(() -> rollout.run(source, null))
                .withMessage("targets");
        assertThatNullPointerException()
                .isThrownBy(() -> rollout.plan(null, world.targets()))
                .withMessage("source");
        assertThatNullPointerException()
                .isThrownBy(() -> rollout.events(null, source, world.targets()))
                .withMessage("mode");
    }
}
