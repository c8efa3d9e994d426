package dev.keyflux.bench.makespan;

import dev.keyflux.bench.Figures;
import dev.keyflux.bench.SampleKeys;
import dev.keyflux.bench.Settings;
import dev.keyflux.bench.Study;
import dev.keyflux.bench.Table;
import dev.keyflux.key.NamedKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Every strategy in every world, over the sandbox. Where some regions are troubled it also runs with the others alone, so
 * that one sees what these suffer from the troubled ones. The server runs in the same process, so where all regions answer within 20 ms it is the
 * processor that bounds a strategy.
 *
 * <p>Settings: {@code keys} for each of ten regions (500), {@code rounds} through all worlds (5; worlds of over a minute
 * are part of the first one only).
 */
public final class Makespan implements Study {

    /** A strategy that takes so many times as long as need be, and half a minute, is told to stop. */
    private static final double LIMIT = 1.5;

    private static final Duration GRACE = Duration.ofSeconds(30);

    /** Beside so many seconds, what the machine adds is little. */
    private static final double LONG = 60;

    private static final int WARM_UPS = 3;

    @Override
    public String question() {
        return "How long does a rollout take where regions misbehave, do healthy ones suffer, and is its report true?";
    }

    @Override
    public Set<String> settings() {
        return Set.of("keys", "rounds");
    }

    @Override
    public String run(Settings settings) {
        var count = settings.number("keys", 500, 1);
        var keys = SampleKeys.named(count);
        for (var warmUp = 0; warmUp < WARM_UPS; warmUp++) {
            round(List.of(World.calm()), keys);
        }
        var rounds = new ArrayList<>(List.of(round(World.all(), keys)));
        var brief = World.all().stream()
                .filter(world -> optimum(world, keys) <= LONG)
                .toList();
        while (rounds.size() < settings.number("rounds", 5, 1)) {
            rounds.add(round(brief, keys));
        }
        return page(rounds, keys);
    }

    /** Each strategy in each of these worlds. */
    private static Map<Contest, Result> round(List<World> worlds, List<NamedKey> keys) {
        var results = new LinkedHashMap<Contest, Result>();
        for (var world : worlds) {
            for (var strategy : Strategy.values()) {
                var alone = world.troubled().isEmpty() ? null : trial(world.healthyAlone(), strategy, keys);
                results.put(new Contest(world.name(), strategy), new Result(trial(world, strategy, keys), alone));
            }
        }
        return results;
    }

    private static Trial trial(World world, Strategy strategy, List<NamedKey> keys) {
        var limit = GRACE.plusMillis((long) (LIMIT * optimum(world, keys) * 1_000));
        var trial = Trial.of(world, strategy, keys, limit);
        System.err.println(world.name() + " " + strategy + " " + trial);
        return trial;
    }

    private static String page(List<Map<Contest, Result>> rounds, List<NamedKey> keys) {
        var table = new Table(
                "world: strategy",
                "rounds",
                "seconds",
                "× optimum",
                "in rounds",
                "healthy regions done at",
                "× alone",
                "in rounds",
                "keys missing",
                "untrue claims",
                "unsure",
                "calls");
        for (var world : World.all()) {
            var optimum = optimum(world, keys);
            for (var strategy : Strategy.values()) {
                var contest = new Contest(world.name(), strategy);
                var results = rounds.stream()
                        .flatMap(round -> Stream.ofNullable(round.get(contest)))
                        .toList();
                var trials = results.stream().map(Result::trial).toList();
                table.row(
                        world.name() + ": " + strategy.title(),
                        trials.size(),
                        median(trials, Trial::seconds),
                        median(trials, trial -> trial.seconds() / optimum),
                        range(trials, trial -> trial.seconds() / optimum),
                        median(trials, Trial::healthySeconds),
                        median(results, Result::healthyAgainstAlone),
                        world.troubled().isEmpty() ? "–" : range(results, Result::healthyAgainstAlone),
                        worst(trials, Trial::missing),
                        worst(trials, Trial::untrue),
                        worst(trials, Trial::unsure),
                        worst(trials, Trial::calls));
            }
        }
        return keys.size()
                + " keys to each of ten regions; medians of the rounds, of counts the worst. The optimum has "
                + World.PER_REGION + " calls in flight in every region from the first moment, asks nothing, and has no"
                + " overhead; Keyflux has the same bound, and so has a flatMap in each region; one flatMap has none but "
                + World.IN_FLIGHT + " over all. A strategy that has not ended after " + LIMIT
                + " times the optimum and " + GRACE.toSeconds() + " s is stopped, and unsure of what it has not told:"
                + " its healthy regions are done at the last claim that it made of them. Healthy regions are held"
                + " against a run of the same strategy for them alone, just before. A claim is untrue if what the region"
                + " holds in the end disproves it.\n\n"
                + table;
    }

    private static double optimum(World world, List<NamedKey> keys) {
        return world.optimum().applyAsDouble(keys.size());
    }

    private static <T> double median(List<T> all, ToDoubleFunction<T> figure) {
        return Figures.median(all.stream().mapToDouble(figure));
    }

    private static <T> String range(List<T> all, ToDoubleFunction<T> figure) {
        return Figures.range(all.stream().mapToDouble(figure));
    }

    private static long worst(List<Trial> trials, ToLongFunction<Trial> count) {
        return trials.stream().mapToLong(count).max().orElse(0);
    }

    /** One strategy in one world. */
    private record Contest(String world, Strategy strategy) {}

    /**
     * What came of it.
     *
     * @param alone the same strategy with the healthy regions alone; null where all are healthy
     */
    private record Result(Trial trial, @Nullable Trial alone) {

        double healthyAgainstAlone() {
            return alone == null ? Double.NaN : trial.healthySeconds() / alone.healthySeconds();
        }
    }
}
