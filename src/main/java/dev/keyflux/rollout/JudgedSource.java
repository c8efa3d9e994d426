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
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A source that was read once to judge it, and is read again for each target. Holds none of its keys. */
final class JudgedSource {

    private final KeySource source;
    private final Tally first;
    private final List<RejectedKey> rejected;
    private final Map<String, RejectedKey> weak;

    private JudgedSource(KeySource source, Judging judging) {
        this.source = source;
        this.first = judging.tally;
        this.rejected = judging.rejected;
        this.weak = judging.comparison.rejected();
    }

    /** Reads {@code source} to its end, and judges it as the batch that it is. */
    static Mono<JudgedSource> judge(KeySource source) {
        var compared = source instanceof KeyBatch;
        return source.entries()
                .reduceWith(() -> new Judging(compared), Judging::with)
                .map(judging -> new JudgedSource(source, judging));
    }

    /** How many keys are to be imported. */
    long accepted() {
        return first.keys - weak.size();
    }

    /** The entries that take no part: those that were found so as they were read, then those that others give away. */
    List<RejectedKey> rejected() {
        var all = new ArrayList<>(rejected);
        all.addAll(weak.values());
        return all;
    }

    /** The keys to import, read anew; a source that changed meanwhile cannot be accounted for. */
    Flux<NamedKey> keys() {
        return Flux.defer(() -> {
            var tally = new Tally();
            return source.entries()
                    .ofType(NamedKey.class)
                    .doOnNext(tally::count)
                    .filter(key -> !weak.containsKey(key.name()))
                    .concatWith(Mono.fromRunnable(() -> tally.requireSameAs(first)));
        });
    }

    /** The first reading. */
    private static final class Judging {

        private final boolean compared;
        private final Tally tally = new Tally();
        private final List<RejectedKey> rejected = new ArrayList<>();
        private final RsaComparison comparison = new RsaComparison();

        /** Takes keys as they are, if they were {@code compared} with each other when their source was made. */
        Judging(boolean compared) {
            this.compared = compared;
        }

        Judging with(KeyEntry entry) {
            if (!compared) {
                comparison.add(entry);
            }
            if (entry instanceof RejectedKey refused) {
                rejected.add(refused.withoutKey());
            } else if (entry instanceof NamedKey key) {
                tally.count(key);
            }
            return this;
        }
    }

    /** Which keys a reading found, in so few bytes that it can only be compared with another reading. */
    private static final class Tally {

        private long keys;
        private int hash;

        void count(NamedKey key) {
            keys++;
            hash = 31 * (31 * hash + key.name().hashCode()) + key.key().base64().hashCode();
        }

        void requireSameAs(Tally earlier) {
            if (keys != earlier.keys || hash != earlier.hash) {
                throw new IllegalStateException("the source changed between readings: it had " + earlier.keys
                        + " keys when it was judged, and " + keys + " when it was read again, or others");
            }
        }
    }
}
