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
 * Ten regions, some of them troubled.
 *
 * @param name the name of its rows
 * @param troubled the regions that something is wrong with
 * @param healthyLatency how long the others take to answer
 * @param troubledLatency how long the troubled ones do
 * @param faults what goes wrong
 * @param optimum the seconds that a run with so many keys takes at least, {@link #PER_REGION} calls in flight in each region
 */
record World(
        String name,
        Set<String> troubled,
        Duration healthyLatency,
        Duration troubledLatency,
        FaultPlan faults,
        ToDoubleFunction<Integer> optimum) {

    /** The regions of every world. */
    static final List<String> REGIONS = Regions.all().subList(0, 10);

    /** How many calls may be in flight in one region. */
    static final int PER_REGION = 32;

    /** And in all: enough that no region has to wait for another. */
    static final int IN_FLIGHT = PER_REGION * REGIONS.size();

    private static final Duration QUICK = Duration.ofMillis(20);
    private static final Duration SLOW = Duration.ofMillis(400);
    private static final Duration FAR = Duration.ofMillis(200);
    private static final Duration OUTAGE = Duration.ofSeconds(10);
    private static final double RATE = 4;
    private static final int BURST = 5;

    /** Nothing is wrong. */
    static World calm() {
        return new World("calm", Set.of(), QUICK, QUICK, FaultPlan.NONE, keys -> rounds(keys, QUICK));
    }

    /** All worlds, the calm one first: the others are held against it. */
    static List<World> all() {
        var one = Set.of(REGIONS.get(0));
        var two = Set.of(REGIONS.get(0), REGIONS.get(1));
        return List.of(
                calm(),
                new World("one slow region", one, QUICK, SLOW, FaultPlan.NONE, keys -> rounds(keys, SLOW)),
                new World(
                        "two throttled regions",
                        two,
                        QUICK,
                        QUICK,
                        plan("limit", Fault.throttle(RATE, BURST), two),
                        keys -> Math.max(0, keys - BURST) / RATE),
                new World(
                        "one outage",
                        one,
                        QUICK,
                        QUICK,
                        FaultPlan.seeded(1)
                                .with(FaultRule.of("outage", Fault.html(Stage.BEFORE, 503))
                                        .regions(REGIONS.get(0))
                                        .between(Duration.ZERO, OUTAGE)),
                        keys -> seconds(OUTAGE) + rounds(keys, QUICK)),
                new World("all far away", Set.of(), FAR, FAR, FaultPlan.NONE, keys -> rounds(keys, FAR)),
                new World(
                        "lost replies",
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
