package dev.keyflux.key;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * What shows only once all keys of a batch are known: RSA keys that share a modulus or a prime, which are rejected, and
 * what is worth a warning, such as a key that comes under several names.
 */
public final class BatchVerdict {

    private final Map<String, RejectedKey> rejected;
    private final List<KeyWarning> warnings;
    private final boolean hasRejected;

    private BatchVerdict(
            RsaComparison comparison, RepeatedKeys repeated, List<KeyWarning> noted, boolean hasRejectedEntries) {
        this.rejected = comparison.rejected();
        this.hasRejected = hasRejectedEntries || !rejected.isEmpty();
        var all = new ArrayList<>(noted);
        all.addAll(repeated.warnings(rejected.values()));
        if (comparison.passedOver() > 0) {
            all.add(new KeyWarning(comparison.passedOver()
                    + " RSA keys were not compared with the others for common factors, which is done for the first"
                    + " 4,096 of 2048 bits, or fewer larger ones: give fewer at a time to have all compared"));
        }
        this.warnings = List.copyOf(all);
    }

    /**
     * Reads {@code source} to its end, once per subscription, without holding its entries: to be read again under this
     * verdict. Some 60 bytes of memory a key, and what {@link RsaComparison} takes.
     */
    public static Mono<BatchVerdict> read(KeySource source) {
        return source.entries()
                .reduceWith(Collector::new, Collector::with)
                // On another thread, so that what the reading held is let go first: comparing takes memory of its own.
                .publishOn(Schedulers.boundedElastic())
                .map(Collector::verdict);
    }

    /** The verdict on these entries. */
    static BatchVerdict of(Iterable<? extends KeyEntry> entries) {
        var collector = new Collector();
        entries.forEach(collector::with);
        return collector.verdict();
    }

    /** The entry itself, without the key of a rejected one, or the rejected entry that its key has become. */
    public KeyEntry on(KeyEntry entry) {
        if (entry instanceof NamedKey key) {
            var refused = rejected.get(key.name());
            return refused == null ? key : refused;
        }
        return ((RejectedKey) entry).withoutKey();
    }

    /** Whether any entry is no key to import, by itself or beside the others. */
    public boolean hasRejected() {
        return hasRejected;
    }

    /** What people should know about the keys that remain, in the order in which they were read. */
    public List<KeyWarning> warnings() {
        return warnings;
    }

    private static final class Collector {

        private final RsaComparison comparison = new RsaComparison();
        private final RepeatedKeys repeated = new RepeatedKeys();
        private final List<KeyWarning> noted = new ArrayList<>();
        private boolean hasRejected;

        Collector with(KeyEntry entry) {
            comparison.add(entry);
            if (entry instanceof NamedKey key) {
                key.notes().forEach(note -> noted.add(new KeyWarning(Printable.escape(key.source() + ": " + note))));
                repeated.add(key);
            } else {
                hasRejected = true;
            }
            return this;
        }

        BatchVerdict verdict() {
            return new BatchVerdict(comparison, repeated, noted, hasRejected);
        }
    }
}
