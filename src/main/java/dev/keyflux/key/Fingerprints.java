package dev.keyflux.key;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/** Digests, spelled as OpenSSH and Lightsail spell them. */
final class Fingerprints {

    static final String SHA256_PREFIX = "SHA256:";
    static final String MD5_PREFIX = "MD5:";

    private static final HexFormat COLON_HEX = HexFormat.ofDelimiter(":");

    private Fingerprints() {}

    /** As {@code ssh-keygen -l} prints it: {@code SHA256:} and 43 characters of base64 without padding. */
    static String sha256(byte[] bytes) {
        return SHA256_PREFIX + Base64.getEncoder().withoutPadding().encodeToString(digest("SHA-256", bytes));
    }

    /** 16 octets in lower-case colon hex, without a prefix. */
    static String md5(byte[] bytes) {
        return COLON_HEX.formatHex(digest("MD5", bytes));
    }

    /** The first eight hex digits of a fingerprint that {@link #sha256} made. */
    static String firstHex(String sha256) {
        var digest = Base64.getDecoder().decode(sha256.substring(SHA256_PREFIX.length()));
        return HexFormat.of().formatHex(digest, 0, 4);
    }

    static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(algorithm + " is part of every Java platform", e);
        }
    }
}
