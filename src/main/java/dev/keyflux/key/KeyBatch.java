package dev.keyflux.key;

import java.util.HashMap;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A source that was read to its end, judged as a whole and is held in memory: what was judged is what will be sent,
 * whatever happens to the files meanwhile. {@link #read} and {@link KeySource#of} judge; the constructors take their
 * arguments on trust.
 *
 * @param keys the keys to import, in the order they were read
 * @param rejected the entries that are no importable key, in the order they were read
 * @param warnings what people should know about the keys, such as that one comes under two names
 */
public record KeyBatch(List<NamedKey> keys, List<RejectedKey> rejected, List<KeyWarning> warnings)
        implements KeySource {

    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if two keys have the same name
     */
    public KeyBatch {
        keys = List.copyOf(keys);
        rejected = List.copyOf(rejected);
        warnings = List.copyOf(warnings);
        requireUniqueNames(keys);
    }

    /** A batch without warnings. */
    public KeyBatch(List<NamedKey> keys, List<RejectedKey> rejected) {
        this(keys, rejected, List.of());
    }

    /**
     * Reads {@code source} to its end, once per subscription. About 1 KB of memory a key, and what {@link RsaComparison}
     * takes.
     */
    public static Mono<KeyBatch> read(KeySource source) {
        return source.entries().collectList().map(KeyBatch::judge);
    }

    /** The rejected entries first, then the keys. */
    @Override
    public Flux<KeyEntry> entries() {
        return Flux.concat(Flux.fromIterable(rejected), Flux.fromIterable(keys));
    }

    /** Judges entries, which are sound by themselves, as the batch that they are. */
    static KeyBatch judge(List<? extends KeyEntry> entries) {
        var keys = of(NamedKey.class, entries);
        requireUniqueNames(keys);
        var verdict = BatchVerdict.of(entries);
        var judged = entries.stream().map(verdict::on).toList();
        return new KeyBatch(of(NamedKey.class, judged), of(RejectedKey.class, judged), verdict.warnings());
    }

    private static <T extends KeyEntry> List<T> of(Class<T> kind, List<? extends KeyEntry> entries) {
        return entries.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static void requireUniqueNames(List<NamedKey> keys) {
        var sources = new HashMap<String, SourceLine>();
        for (var key : keys) {
            var other = sources.put(key.name(), key.source());
            if (other != null) {
                throw new IllegalArgumentException(
                        "two keys are named '" + key.name() + "': " + other + " and " + key.source());
            }
        }
    }
}
