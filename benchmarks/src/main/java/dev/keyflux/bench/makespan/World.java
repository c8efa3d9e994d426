package dev.keyflux.bench.makespan;

import dev.keyflux.sandbox.Sandbox;
import dev.keyflux.sandbox.SandboxBuilder;
import dev.keyflux.sandbox.fault.Fault;
import dev.keyflux.sandbox.fault.FaultPlan;
import dev.keyflux.sandbox.fault.FaultRule;
import dev.keyflux.sandbox.fault.Stage;
import dev.keyflux.target.Regions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * Some regions, some of them troubled.
 *
 * @param name the name of its rows
 * @param regions all of them
 * @param troubled the regions that something is wrong with
 * @param healthyLatency how long the others take to answer
 * @param troubledLatency how long the troubled ones do
 * @param faults what goes wrong
 * @param optimum the seconds that a run with so many keys takes at least, {@link #PER_REGION} calls in flight in each region
 */
record World(
        String name,
        List<String> regions,
        Set<String> troubled,
        Duration healthyLatency,
        Duration troubledLatency,
        FaultPlan faults,
        ToDoubleFunction<Integer> optimum) {

    private static final List<String> TEN = Regions.all().subList(0, 10);

    /** How many calls may be in flight in one region. */
    static final int PER_REGION = 32;

    /** And in all: enough that no region has to wait for another. */
    static final int IN_FLIGHT = PER_REGION * TEN.size();

    private static final Duration QUICK = Duration.ofMillis(20);
    /** Healthy regions beside troubled ones: slow enough that the processor bounds no strategy. */
    private static final Duration USUAL = Duration.ofMillis(50);

    private static final Duration SLOW = Duration.ofSeconds(1);
    private static final Duration FAR = Duration.ofMillis(200);
    private static final Duration OUTAGE = Duration.ofSeconds(10);
    private static final double RATE = 4;
    private static final int BURST = 5;

    /** Nothing is wrong, and the processor is what bounds every strategy. */
    static World calm() {
        return new World("calm", TEN, Set.of(), QUICK, QUICK, FaultPlan.NONE, keys -> rounds(keys, QUICK));
    }

    /** All worlds. */
    static List<World> all() {
        var one = Set.of(TEN.get(0));
        var two = Set.of(TEN.get(0), TEN.get(1));
        return List.of(
                calm(),
                new World("one slow region", TEN, one, USUAL, SLOW, FaultPlan.NONE, keys -> rounds(keys, SLOW)),
                new World(
                        "two throttled regions",
                        TEN,
                        two,
                        USUAL,
                        USUAL,
                        plan("limit", Fault.throttle(RATE, BURST), two),
                        keys -> Math.max(0, keys - BURST) / RATE),
                new World(
                        "one outage",
                        TEN,
                        one,
                        USUAL,
                        USUAL,
                        FaultPlan.seeded(1)
                                .with(FaultRule.of("outage", Fault.html(Stage.BEFORE, 503))
                                        .regions(TEN.get(0))
                                        .between(Duration.ZERO, OUTAGE)),
                        keys -> seconds(OUTAGE) + rounds(keys, USUAL)),
                new World("all far away", TEN, Set.of(), FAR, FAR, FaultPlan.NONE, keys -> rounds(keys, FAR)),
                new World(
                        "lost replies",
                        TEN,
                        Set.of(),
                        QUICK,
                        QUICK,
                        FaultPlan.seeded(1)
                                .with(FaultRule.of("lost", Fault.reset(Stage.AFTER))
                                        .operations("ImportKeyPair")
                                        .first(1)
                                        .probability(0.1)),
                        keys -> rounds(keys, QUICK)));
    }

    /** The same without the troubled regions: what the healthy ones take alone. */
    World healthyAlone() {
        var healthy =
                regions.stream().filter(region -> !troubled.contains(region)).toList();
        return new World(
                name + ", the healthy regions alone",
                healthy,
                Set.of(),
                healthyLatency,
                healthyLatency,
                FaultPlan.NONE,
                keys -> rounds(keys, healthyLatency));
    }

    /** A sandbox that is this world. */
    Sandbox start() {
        SandboxBuilder builder = Sandbox.builder().pageSize(1_000).faults(faults);
        return builder.latency(call -> troubled.contains(call.region()) ? troubledLatency : healthyLatency)
                .start();
    }

    private static FaultPlan plan(String name, Fault fault, Set<String> regions) {
        return FaultPlan.seeded(1).with(FaultRule.of(name, fault).regions(regions.toArray(String[]::new)));
    }

    private static double rounds(int keys, Duration latency) {
        return Math.ceil(keys / (double) PER_REGION) * seconds(latency);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
