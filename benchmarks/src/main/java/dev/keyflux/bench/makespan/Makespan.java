package dev.keyflux.bench.makespan;

import dev.keyflux.bench.SampleKeys;
import dev.keyflux.bench.Settings;
import dev.keyflux.bench.Study;
import dev.keyflux.bench.Table;
import dev.keyflux.key.NamedKey;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Every strategy in every world, over the sandbox. Its server runs in the same process: at these rates it matters only in
 * the calm world, against which healthy regions are therefore held.
 *
 * <p>Settings: {@code keys} for each of ten regions (500).
 */
public final class Makespan implements Study {

    /** A strategy that takes so many times as long as need be, and half a minute, is told to stop. */
    private static final double LIMIT = 5;

    private static final Duration GRACE = Duration.ofSeconds(30);

    @Override
    public String question() {
        return "How long does a rollout take where regions misbehave, do healthy ones suffer, and is its report true?";
    }

    @Override
    public String run(Settings settings) {
        var count = settings.number("keys", 500);
        var keys = SampleKeys.named(count);
        warmUp(keys);
        var table = new Table(
                "world: strategy",
                "seconds",
                "× optimum",
                "healthy regions done at",
                "× calm",
                "keys missing",
                "untrue claims",
                "unsure",
                "calls");
        Map<Strategy, Trial> calm = new EnumMap<>(Strategy.class);
        for (var world : World.all()) {
            var optimum = world.optimum().applyAsDouble(count);
            var limit = GRACE.plusMillis((long) (LIMIT * optimum * 1_000));
            for (var strategy : Strategy.values()) {
                var trial = Trial.of(world, strategy, keys, limit);
                var reference = Objects.requireNonNull(calm.computeIfAbsent(strategy, any -> trial));
                System.err.println(world.name() + " " + strategy + " " + trial);
                table.row(
                        world.name() + ": " + strategy.title(),
                        trial.seconds(),
                        trial.seconds() / optimum,
                        trial.healthySeconds(),
                        trial.healthySeconds() / reference.healthySeconds(),
                        trial.missing(),
                        trial.untrue(),
                        trial.unsure(),
                        trial.calls());
            }
        }
        return count + " keys to each of ten regions. The optimum has " + World.PER_REGION + " calls in flight in every"
                + " region and no overhead; by hand there is no such bound but " + World.IN_FLIGHT
                + " over all. A claim is"
                + " untrue if what the region holds in the end disproves it.\n\n"
                + table;
    }

    private static void warmUp(List<NamedKey> keys) {
        for (var strategy : Strategy.values()) {
            Trial.of(World.calm(), strategy, keys, Duration.ofMinutes(1));
        }
    }
}
