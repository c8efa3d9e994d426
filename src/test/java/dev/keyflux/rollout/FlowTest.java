package dev.keyflux.rollout;

import static dev.keyflux.rollout.World.keys;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyflux.aws.FailureKind;
import dev.keyflux.aws.Operation;
import dev.keyflux.key.KeyEntry;
import dev.keyflux.key.KeySource;
import dev.keyflux.rollout.RunStarted.Mode;
import dev.keyflux.target.Regions;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How lanes share the permits of a run, in virtual time. */
final class FlowTest {

    private static final RolloutSettings SHARED =
            RolloutSettings.defaults().withMaxInFlight(64).withConcurrency(64);

    @Test
    void tenRegionsOneSlow_idlePermitsAreUsed_runEndsNearTheBound() {
        var slow = "ap-east-1";

        var durations = durations(SHARED, 500, world -> {
            world.region(slow, Duration.ofMillis(400));
            Regions.all().stream().limit(9).forEach(region -> world.region(region, Duration.ofMillis(20)));
        });

        // 9 × 500 × 20 ms and 500 × 400 ms of work for 64 permits take 4.53 s at best.
        assertThat(took(durations, slow)).isLessThan(Duration.ofMillis(Math.round(4_530 * 1.15)));
        // While all compete each of ten lanes has a tenth of the permits: 500 × 20 ms / 6.4.
        durations.remove(slow);
        assertThat(durations.values()).allSatisfy(took -> assertThat(took).isLessThan(Duration.ofMillis(1_719)));
    }

    @Test
    void oneRegionThrottlesEverything_itHoldsNoPermit_theOtherEndsAsIfAlone() {
        var settings = RolloutSettings.defaults().withMaxInFlight(4).withConcurrency(4);
        var alone = durations(settings, 100, world -> world.region("us-east-1"));

        var together = durations(settings, 100, world -> {
            world.region("us-east-1");
            world.region("eu-west-1").onImport(60, FakeRegion.fails(FailureKind.THROTTLED));
        });

        assertThat(took(together, "us-east-1").toMillis())
                .isLessThan(Math.round(alone.values().iterator().next().toMillis() * 1.3));
        assertThat(took(together, "eu-west-1")).isGreaterThan(took(together, "us-east-1"));
    }

    @Test
    void oneRegionHangs_permitsSuffice_theOthersEndAsIfAlone() {
        var alone = durations(SHARED, 200, world -> world.region("us-east-1"));

        var together = durations(SHARED, 200, world -> {
            world.region("us-east-1");
            world.region("eu-west-1", Duration.ofSeconds(10));
        });

        assertThat(took(together, "us-east-1").toMillis())
                .isLessThan(Math.round(alone.values().iterator().next().toMillis() * 2.1));
    }

    @Test
    void outageOfTenSeconds_endsForAllKeysWithTheFirstAnswer() {
        var world = new World();
        var region = world.region("eu-west-1");
        region.onImport(10_000, unreachableWhile(() -> world.time.now(TimeUnit.SECONDS) < 10));
        var random = new SplittableRandom(42);
        var last = new AtomicLong();

        world.run(world.rollout()
                .random(random::nextDouble)
                .build()
                .run(KeySource.of(keys(200)), world.targets())
                .doOnNext(result -> last.set(world.time.now(TimeUnit.MILLISECONDS))));

        // With pauses to their end it would be 19 s.
        assertThat(last).hasValueBetween(10_000, 11_000);
        assertThat(region.keyPairs).hasSize(200);
    }

    /** Who was woken by the one answer has a try more, so that the lane is not given up sooner than without. */
    @Test
    void outageWithOneAnswerInIt_isSurvivedByAllKeys() {
        var world = new World();
        var region = world.region("eu-west-1");
        var answered = new AtomicBoolean();
        region.onImport(
                10_000,
                unreachableWhile(() -> world.time.now(TimeUnit.SECONDS) < 11
                        && (world.time.now(TimeUnit.SECONDS) < 9 || answered.getAndSet(true))));
        var random = new SplittableRandom(42);

        var results = world.run(
                world.rollout().random(random::nextDouble).build().run(KeySource.of(keys(200)), world.targets()));

        assertThat(results).extracting(ImportResult::outcome).containsOnly(Outcome.IMPORTED);
    }

    private static FakeRegion.Script<Operation> unreachableWhile(BooleanSupplier outage) {
        FakeRegion.Script<Operation> unreachable = FakeRegion.fails(FailureKind.UNREACHABLE);
        return honest -> Mono.defer(() -> outage.getAsBoolean() ? unreachable.apply(honest) : honest);
    }

    @Test
    void moreLanesThanPermits_eachKeepsFewKeysWhileItWaits() {
        var world = new World();
        Regions.all().forEach(world::region);
        var settings = RolloutSettings.defaults().withMaxInFlight(2);
        var read = new AtomicInteger();
        var lanes = new AtomicInteger();
        var settled = new AtomicInteger();
        KeySource counted = () -> Flux.<KeyEntry>fromIterable(keys(100))
                .doOnSubscribe(any -> lanes.incrementAndGet())
                .doOnNext(any -> read.incrementAndGet());

        world.rollout()
                .settings(settings)
                .build()
                .run(counted, world.targets())
                .subscribe(any -> settled.incrementAndGet());
        world.time.advanceTimeBy(World.LATENCY.multipliedBy(15));

        lanes.decrementAndGet();
        var readToJudge = 100;
        assertThat(lanes.get()).isGreaterThan(2);
        assertThat(read.get() - readToJudge - settled.get()).isBetween(lanes.get(), 4 * lanes.get());
    }

    private static Duration took(Map<String, Duration> durations, String region) {
        return Objects.requireNonNull(durations.get(region), region);
    }

    /** How long each lane took, by region. */
    private static Map<String, Duration> durations(RolloutSettings settings, int keys, Consumer<World> regions) {
        var world = new World();
        regions.accept(world);
        return world
                .run(world.rollout()
                        .settings(settings)
                        .build()
                        .events(Mode.IMPORT, KeySource.of(keys(keys)), world.targets()))
                .stream()
                .filter(TargetFinished.class::isInstance)
                .map(TargetFinished.class::cast)
                .collect(Collectors.toMap(
                        finished -> finished.target().region(),
                        TargetFinished::duration,
                        (one, other) -> one,
                        TreeMap::new));
    }
}
