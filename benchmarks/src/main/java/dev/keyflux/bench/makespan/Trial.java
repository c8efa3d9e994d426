package dev.keyflux.bench.makespan;

import dev.keyflux.key.NamedKey;
import dev.keyflux.sandbox.Sandbox;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One run of one strategy in one world, and what it was worth.
 *
 * @param seconds how long it took
 * @param healthySeconds when the last of the healthy regions was done
 * @param missing how many keys are not there in the end, of all that should be
 * @param untrue how many claims the world's final state disproves
 * @param unsure how many keys it said nothing certain of
 * @param calls how many calls it made
 */
record Trial(double seconds, double healthySeconds, long missing, long untrue, long unsure, long calls) {

    /** Runs it; what it has not said when {@code limit} is up, it has not said. */
    static Trial of(World world, Strategy strategy, List<NamedKey> keys, Duration limit) {
        try (var sandbox = world.start()) {
            var began = System.nanoTime();
            var ends = new HashMap<String, Double>();
            var claims = strategy.run(sandbox.url(), world.regions(), keys)
                    .take(limit)
                    .doOnNext(claim -> ends.put(claim.region(), (System.nanoTime() - began) / 1e9))
                    .collectList()
                    .blockOptional()
                    .orElseThrow();
            var seconds = (System.nanoTime() - began) / 1e9;
            var there = there(sandbox, world.regions());
            var expected = keys.size() * (long) world.regions().size();
            var said = claims.stream()
                    .filter(claim -> claim.says() != Claim.Says.UNSURE)
                    .toList();
            return new Trial(
                    seconds,
                    healthy(world, ends),
                    expected - there.values().stream().mapToLong(Set::size).sum(),
                    said.stream().filter(claim -> !isTrue(claim, there)).count(),
                    expected - said.size(),
                    sandbox.calls().count());
        }
    }

    private static double healthy(World world, Map<String, Double> ends) {
        return ends.entrySet().stream()
                .filter(end -> !world.troubled().contains(end.getKey()))
                .mapToDouble(Map.Entry::getValue)
                .max()
                .orElse(Double.NaN);
    }

    private static boolean isTrue(Claim claim, Map<String, Set<String>> there) {
        return (claim.says() == Claim.Says.PRESENT)
                == there.getOrDefault(claim.region(), Set.of()).contains(claim.name());
    }

    private static Map<String, Set<String>> there(Sandbox sandbox, List<String> regions) {
        var there = new HashMap<String, Set<String>>();
        for (var region : regions) {
            var names = new HashSet<String>();
            sandbox.region(sandbox.accountId(Strategy.ACCESS_KEY), region)
                    .keyPairs()
                    .forEach(pair -> names.add(pair.name()));
            there.put(region, names);
        }
        return there;
    }
}
