package dev.keyflux.rollout;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.keyflux.aws.KeyPairClient;
import dev.keyflux.aws.KeyPairReader;
import dev.keyflux.aws.LightsailClients;
import dev.keyflux.key.KeySource;
import dev.keyflux.key.KeyType;
import dev.keyflux.key.NamedKey;
import dev.keyflux.key.SourceLine;
import dev.keyflux.key.SshPublicKey;
import dev.keyflux.target.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import reactor.core.publisher.Flux;
import reactor.test.scheduler.VirtualTimeScheduler;

/** Regions in memory under virtual time, and a rollout over them. */
final class World implements LightsailClients {

    static final Duration LATENCY = Duration.ofMillis(20);
    /** Longer than any run of these tests may take, in virtual time. */
    static final Duration AGES = Duration.ofHours(2);

    final VirtualTimeScheduler time = VirtualTimeScheduler.create();
    final Map<Target, FakeRegion> regions = new LinkedHashMap<>();
    final List<Target> writable = new ArrayList<>();
    private int maxInFlight;

    FakeRegion region(String name) {
        return region(name, LATENCY);
    }

    FakeRegion region(String name, Duration latency) {
        var target = Target.inRegions(List.of(name)).get(0);
        return regions.computeIfAbsent(target, absent -> {
            var region = new FakeRegion(time, latency);
            region.onCall = this::count;
            return region;
        });
    }

    /** The most calls that were in flight at once, over all regions. */
    int maxInFlight() {
        return maxInFlight;
    }

    private void count() {
        maxInFlight = Math.max(
                maxInFlight,
                regions.values().stream().mapToInt(region -> region.inFlight).sum());
    }

    List<Target> targets() {
        return List.copyOf(regions.keySet());
    }

    KeyRollout.Builder rollout() {
        return KeyRollout.builder(this).scheduler(time).random(() -> 0.5);
    }

    /** Runs to the end of the virtual ages, and returns what was emitted. */
    <T> List<T> run(Flux<T> flux) {
        var emitted = new ArrayList<T>();
        var errors = new ArrayList<Throwable>();
        var done = new boolean[1];
        flux.subscribe(emitted::add, errors::add, () -> done[0] = true);
        time.advanceTimeBy(AGES);
        if (!errors.isEmpty()) {
            throw new AssertionError("the run failed", errors.get(0));
        }
        if (!done[0]) {
            throw new AssertionError("the run did not end; it emitted " + emitted);
        }
        return emitted;
    }

    List<ImportResult> run(List<NamedKey> keys) {
        return run(rollout().build().run(KeySource.of(keys), targets()));
    }

    /** The one result of a run of one key in the one region there is. */
    ImportResult run(NamedKey key) {
        var results = run(List.of(key));
        if (results.size() != 1) {
            throw new AssertionError("one result expected: " + results);
        }
        return results.get(0);
    }

    static NamedKey key(String name) {
        return key(name, name);
    }

    /** A key whose fingerprints are made up from {@code material}: what matters here is whether they are the same. */
    static NamedKey key(String name, String material) {
        var hash = String.format("%032x", Integer.toUnsignedLong(material.hashCode()));
        var md5 = hash.replaceAll("(..)(?=.)", "$1:");
        var key = new SshPublicKey(KeyType.RSA, 2048, "AAAA" + material, "", "SHA256:" + material, "MD5:" + md5, md5);
        return new NamedKey(name, key, new SourceLine(name + ".pub", 1));
    }

    static List<NamedKey> keys(int count) {
        return IntStream.range(0, count).mapToObj(i -> key("key-" + i)).toList();
    }

    /** How often each outcome came of one region. */
    static Map<Outcome, Long> outcomes(List<ImportResult> results, String region) {
        return results.stream()
                .filter(result -> result.target().region().equals(region))
                .collect(groupingBy(ImportResult::outcome, counting()));
    }

    @Override
    public KeyPairReader reader(Target target) {
        return existing(target);
    }

    @Override
    public KeyPairClient client(Target target) {
        writable.add(target);
        return existing(target);
    }

    @Override
    public void close() {}

    private FakeRegion existing(Target target) {
        var region = regions.get(target);
        if (region == null) {
            throw new AssertionError("an unexpected target: " + target);
        }
        return region;
    }
}
