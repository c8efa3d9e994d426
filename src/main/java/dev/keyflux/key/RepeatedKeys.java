package dev.keyflux.key;

import static java.util.stream.Collectors.toSet;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds keys that a batch holds under several names. Some 60 bytes of memory a key.
 */
final class RepeatedKeys {

    private final Map<Long, SourceLine> first = new HashMap<>();
    private final Map<String, Repeated> repeated = new LinkedHashMap<>();

    void add(NamedKey key) {
        var fingerprint = key.key().fingerprint();
        var earlier = first.putIfAbsent(Digest64.of(fingerprint), key.source());
        if (earlier != null) {
            repeated.computeIfAbsent(fingerprint, any -> new Repeated(earlier))
                    .places
                    .add(key.source());
        }
    }

    /** A warning for each such key, except for those in {@code rejected}: there the one reason is enough. */
    List<KeyWarning> warnings(Collection<RejectedKey> rejected) {
        var refused = rejected.stream().map(RejectedKey::source).collect(toSet());
        return repeated.entrySet().stream()
                .filter(entry -> !refused.contains(entry.getValue().first))
                .map(entry -> entry.getValue().warning(entry.getKey()))
                .toList();
    }

    /** Where a key came first, and all its places. */
    private record Repeated(SourceLine first, Places places) {

        Repeated(SourceLine first) {
            this(first, new Places().add(first));
        }

        KeyWarning warning(String fingerprint) {
            return new KeyWarning("one key under " + places.count() + " names, " + fingerprint + " at " + places
                    + ": each name is imported; if the key has one owner, leave the others out");
        }
    }
}
