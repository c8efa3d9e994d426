package dev.keyflux.key;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Tells many texts apart while keeping little of each: the first 64 bits of its SHA-256. That two of a million texts agree
 * in them is as likely as one in 30 million.
 */
final class Digest64 {

    private Digest64() {}

    static long of(String text) {
        return ByteBuffer.wrap(Fingerprints.digest("SHA-256", text.getBytes(StandardCharsets.UTF_8)))
                .getLong();
    }
}
