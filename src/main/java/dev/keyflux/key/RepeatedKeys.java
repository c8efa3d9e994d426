package dev.keyflux.key;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds keys that a batch holds under several names. About 150 bytes of memory a key. */
final class RepeatedKeys {

    private final Map<String, Holder> first = new HashMap<>();
    private final Map<String, Repeated> repeated = new LinkedHashMap<>();

    void add(NamedKey key) {
        var fingerprint = key.key().fingerprint();
        var holder = new Holder(key.name(), key.source());
        var earlier = first.putIfAbsent(fingerprint, holder);
        if (earlier != null) {
            repeated.computeIfAbsent(fingerprint, any -> new Repeated(earlier))
                    .places
                    .add(holder.source);
        }
    }

    /** A warning for each such key, except for those in {@code rejected}, by name: there the one reason is enough. */
    List<KeyWarning> warnings(Map<String, RejectedKey> rejected) {
        return repeated.entrySet().stream()
                .filter(entry -> !rejected.containsKey(entry.getValue().first.name))
                .map(entry -> entry.getValue().warning(entry.getKey()))
                .toList();
    }

    private record Holder(String name, SourceLine source) {}

    /** A key that came again. */
    private record Repeated(Holder first, Places places) {

        Repeated(Holder first) {
            this(first, new Places().add(first.source));
        }

        KeyWarning warning(String fingerprint) {
            return new KeyWarning("one key under " + places.count() + " names, " + fingerprint + " at " + places
                    + ": each name is imported; if the key has one owner, leave the others out");
        }
    }
}
