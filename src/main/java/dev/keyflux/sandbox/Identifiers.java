package dev.keyflux.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import java.util.UUID;

/** Makes the random names of things: requests, operations, session credentials. None of them protects anything. */
final class Identifiers {
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private final Random random;

    Identifiers(Random random) {
        this.random = random;
    }

    /** A random UUID (RFC 9562, version 4) without asking the system for entropy on an event loop. */
    String uuid() {
        var high = (random.nextLong() & ~0xF000L) | 0x4000L;
        var low = (random.nextLong() >>> 2) | Long.MIN_VALUE;
        return new UUID(high, low).toString();
    }

    /** An access key of temporary credentials: {@code ASIA} and sixteen characters. */
    String sessionAccessKey() {
        return "ASIA" + base32(16);
    }

    /** Forty characters, as long as AWS makes secret keys. */
    String secretKey() {
        return base64(30);
    }

    /** A session token; long, as real ones are, so that clients prove to carry it whole. */
    String sessionToken() {
        return base64(240);
    }

    /** The unique id of a principal, stable for the same name, for example {@code AROA} and seventeen characters. */
    static String principalId(String prefix, String name) {
        var bytes = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        var id = new StringBuilder(prefix);
        var bits = bytes.getMostSignificantBits() ^ Long.rotateLeft(bytes.getLeastSignificantBits(), 23);
        for (int i = 0; i < 17; i++) {
            id.append(BASE32.charAt((int) (Long.rotateRight(bits, i * 5) & 31)));
        }
        return id.toString();
    }

    private String base32(int length) {
        return random.ints(length, 0, BASE32.length())
                .collect(StringBuilder::new, (text, at) -> text.append(BASE32.charAt(at)), StringBuilder::append)
                .toString();
    }

    private String base64(int octets) {
        var bytes = new byte[octets];
        random.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
