package dev.keyflux.key;

import static java.util.stream.Collectors.toSet;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds keys that a batch holds under several names. Keeps 64 bits of each fingerprint, some 60 bytes of memory a key:
 * that two of a million keys agree in them by chance is as likely as one in 30 million.
 */
final class RepeatedKeys {

    private final Map<Long, SourceLine> first = new HashMap<>();
    private final Map<String, Places> repeated = new LinkedHashMap<>();
    private final Map<String, SourceLine> firstOfRepeated = new HashMap<>();

    void add(NamedKey key) {
        var fingerprint = key.key().fingerprint();
        var earlier = first.putIfAbsent(digest(fingerprint), key.source());
        if (earlier != null) {
            firstOfRepeated.putIfAbsent(fingerprint, earlier);
            repeated.computeIfAbsent(fingerprint, any -> new Places().add(earlier))
                    .add(key.source());
        }
    }

    /** A warning for each such key, except for those in {@code rejected}: there the one reason is enough. */
    List<KeyWarning> warnings(Collection<RejectedKey> rejected) {
        var refused = rejected.stream().map(RejectedKey::source).collect(toSet());
        return repeated.entrySet().stream()
                .filter(entry -> !refused.contains(firstOfRepeated.get(entry.getKey())))
                .map(entry -> warning(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static KeyWarning warning(String fingerprint, Places places) {
        return new KeyWarning("one key under " + places.count() + " names, " + fingerprint + " at " + places
                + ": each name is imported; if the key has one owner, leave the others out");
    }

    private static long digest(String fingerprint) {
        var sha256 = Base64.getDecoder().decode(fingerprint.substring(fingerprint.indexOf(':') + 1));
        return ByteBuffer.wrap(sha256).getLong();
    }
}
