package dev.keyflux.key;

import java.util.Base64;
import java.util.Optional;

/** Base64 in its one canonical spelling (RFC 4648, sections 3.2 and 3.5), which is all that OpenSSH takes. */
final class CanonicalBase64 {

    private CanonicalBase64() {}

    /** The bytes; empty for foreign characters, missing padding, or bits set that encode nothing. */
    static Optional<byte[]> decode(String base64) {
        try {
            var bytes = Base64.getDecoder().decode(base64);
            return base64.equals(Base64.getEncoder().encodeToString(bytes)) ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * The bytes of a key.
     *
     * @throws RefusedKeyException if it is not canonical
     */
    static byte[] decodeKey(String base64) {
        return decode(base64)
                .orElseThrow(() -> RefusedKeyException.malformed(
                        "the key is not clean base64: it was damaged in copying; get it from its owner again"));
    }
}
