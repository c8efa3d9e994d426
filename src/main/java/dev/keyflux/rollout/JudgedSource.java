package dev.keyflux.rollout;

import dev.keyflux.key.KeyBatch;
import dev.keyflux.key.KeyEntry;
import dev.keyflux.key.KeySource;
import dev.keyflux.key.NamedKey;
import dev.keyflux.key.RejectedKey;
import dev.keyflux.key.RsaComparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A source that was read once to judge it, and is read again for each target. Holds none of its keys. */
final class JudgedSource {

    private final KeySource source;
    private final Reading first;
    private final Map<String, RejectedKey> weak;

    private JudgedSource(KeySource source, Reading first) {
        this.source = source;
        this.first = first;
        this.weak = first.comparison.rejected();
    }

    /** Reads {@code source} to its end, and judges it as the batch that it is. */
    static Mono<JudgedSource> judge(KeySource source) {
        return source.entries()
                .reduceWith(Reading::new, source instanceof KeyBatch ? Reading::with : Reading::compare)
                .map(reading -> new JudgedSource(source, reading));
    }

    /** How many keys are to be imported. */
    long accepted() {
        return first.keys - weak.size();
    }

    /** The entries that take no part: those that were found so as they were read, then those that others give away. */
    List<RejectedKey> rejected() {
        var all = new ArrayList<>(first.rejected);
        all.addAll(weak.values());
        return all;
    }

    /** The keys to import, read anew; a source that changed meanwhile cannot be accounted for. */
    Flux<NamedKey> keys() {
        return Flux.defer(() -> {
            var reading = new Reading();
            return source.entries()
                    .doOnNext(reading::with)
                    .ofType(NamedKey.class)
                    .filter(key -> !weak.containsKey(key.name()))
                    .concatWith(Mono.fromRunnable(() -> reading.requireSameAs(first)));
        });
    }

    /** What one reading finds. */
    private static final class Reading {

        private final List<RejectedKey> rejected = new ArrayList<>();
        private final RsaComparison comparison = new RsaComparison();
        private long keys;
        private int hash;

        Reading with(KeyEntry entry) {
            if (entry instanceof RejectedKey refused) {
                rejected.add(refused);
            } else if (entry instanceof NamedKey key) {
                keys++;
                hash = 31 * hash + Objects.hash(key.name(), key.key().base64());
            }
            return this;
        }

        /** The same, for a source whose keys were not compared with each other when it was made. */
        Reading compare(KeyEntry entry) {
            if (entry instanceof NamedKey key) {
                comparison.add(key);
            }
            return with(entry);
        }

        void requireSameAs(Reading earlier) {
            if (keys != earlier.keys || hash != earlier.hash) {
                throw new IllegalStateException("the source changed between readings: it had " + earlier.keys
                        + " keys when it was judged, and " + keys + " when it was read again, or others");
            }
        }
    }
}
