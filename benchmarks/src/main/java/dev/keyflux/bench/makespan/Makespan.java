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
import java.util.Objects;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * Every strategy in every world, over the sandbox. Its server runs in the same process, so where all regions answer
 * quickly it is the processor that bounds a strategy: of healthy regions beside a slow one some tenth is gained that way.
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
    private static Map<Contest, Trial> round(List<World> worlds, List<NamedKey> keys) {
        var trials = new LinkedHashMap<Contest, Trial>();
        for (var world : worlds) {
            var limit = GRACE.plusMillis((long) (LIMIT * optimum(world, keys) * 1_000));
            for (var strategy : Strategy.values()) {
                var trial = Trial.of(world, strategy, keys, limit);
                System.err.println(world.name() + " " + strategy + " " + trial);
                trials.put(new Contest(world.name(), strategy), trial);
            }
        }
        return trials;
    }

    private static String page(List<Map<Contest, Trial>> rounds, List<NamedKey> keys) {
        var table = new Table(
                "world: strategy",
                "rounds",
                "seconds",
                "× optimum",
                "healthy regions done at",
                "× calm",
                "keys missing",
                "untrue claims",
                "unsure",
                "calls");
        for (var world : World.all()) {
            for (var strategy : Strategy.values()) {
                var contest = new Contest(world.name(), strategy);
                var calm = new Contest(World.calm().name(), strategy);
                var taken = rounds.stream()
                        .filter(round -> round.containsKey(contest))
                        .toList();
                var trials = taken.stream().map(round -> trial(round, contest)).toList();
                var seconds = median(trials, Trial::seconds);
                table.row(
                        world.name() + ": " + strategy.title(),
                        trials.size(),
                        seconds,
                        seconds / optimum(world, keys),
                        median(trials, Trial::healthySeconds),
                        median(
                                taken,
                                round -> trial(round, contest).healthySeconds()
                                        / trial(round, calm).healthySeconds()),
                        worst(trials, Trial::missing),
                        worst(trials, Trial::untrue),
                        worst(trials, Trial::unsure),
                        worst(trials, Trial::calls));
            }
        }
        return keys.size()
                + " keys to each of ten regions; medians of the rounds, of counts the worst. The optimum has "
                + World.PER_REGION + " calls in flight in every region from the first moment, asks nothing, and has no"
                + " overhead; Keyflux has the same bound, by hand there is none but " + World.IN_FLIGHT
                + " over all. A strategy that has not ended after " + LIMIT + " times the optimum and "
                + GRACE.toSeconds() + " s is stopped, and unsure of what it has not told. Healthy regions are held"
                + " against the calm world of the same round. A claim is untrue if what the region holds in the end"
                + " disproves it.\n\n"
                + table;
    }

    private static double optimum(World world, List<NamedKey> keys) {
        return world.optimum().applyAsDouble(keys.size());
    }

    private static Trial trial(Map<Contest, Trial> round, Contest contest) {
        return Objects.requireNonNull(round.get(contest));
    }

    private static <T> double median(List<T> all, ToDoubleFunction<T> figure) {
        return Figures.median(all.stream().mapToDouble(figure));
    }

    private static long worst(List<Trial> trials, ToLongFunction<Trial> count) {
        return trials.stream().mapToLong(count).max().orElse(0);
    }

    /** One strategy in one world. */
    private record Contest(String world, Strategy strategy) {}
}
