package dev.keyflux.key;

import java.util.HashMap;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A source that was read to its end and is held in memory: what was judged is what will be sent, whatever happens to
 * the files meanwhile.
 *
 * @param keys the keys to import, in the order they were read
 * @param rejected the entries that are no importable key, in the order they were read
 */
public record KeyBatch(List<NamedKey> keys, List<RejectedKey> rejected) implements KeySource {

    /**
     * Copies both lists.
     *
     * @throws IllegalArgumentException if two keys have the same name
     */
    public KeyBatch {
        keys = List.copyOf(keys);
        rejected = List.copyOf(rejected);
        requireUniqueNames(keys);
    }

    /** Reads {@code source} to its end, once per subscription. About 1 KB of memory a key. */
    public static Mono<KeyBatch> read(KeySource source) {
        return source.entries()
                .collectList()
                .map(entries -> new KeyBatch(of(NamedKey.class, entries), of(RejectedKey.class, entries)));
    }

    /** The rejected entries first, then the keys. */
    @Override
    public Flux<KeyEntry> entries() {
        return Flux.concat(Flux.fromIterable(rejected), Flux.fromIterable(keys));
    }

    private static <T extends KeyEntry> List<T> of(Class<T> kind, List<KeyEntry> entries) {
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
