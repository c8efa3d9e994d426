package dev.keyflux.key;

import org.jspecify.annotations.Nullable;

/**
 * An SSH public key with its fingerprints. {@link #parse} makes one and checks it strictly; the constructor takes its
 * arguments on trust.
 *
 * @param type the key type
 * @param bits the size as {@code ssh-keygen -l} shows it: the RSA modulus' bit length, 256 for Ed25519, the curve's size
 *     for ECDSA
 * @param base64 the key blob (RFC 4253 wire format) in padded base64, as it stands on a key line
 * @param comment the comment of the key line, without surrounding blanks; empty for none
 * @param fingerprint the SHA-256 fingerprint of the blob as {@code ssh-keygen -l} prints it, {@code SHA256:} first
 * @param md5 the MD5 fingerprint of the blob as {@code ssh-keygen -l -E md5} prints it, {@code MD5:} first
 * @param lightsailFingerprint the fingerprint that Lightsail is expected to show for this key once imported; null where
 *     that is not known
 */
public record SshPublicKey(
        KeyType type,
        int bits,
        String base64,
        String comment,
        String fingerprint,
        String md5,
        @Nullable String lightsailFingerprint) {

    /**
     * Checks that the comment stays on its line.
     *
     * @throws IllegalArgumentException if the comment holds a control character
     */
    public SshPublicKey {
        if (comment.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("comment " + Printable.quote(comment) + ": holds a control character");
        }
    }

    /**
     * Reads a bare OpenSSH key line, {@code TYPE BASE64 COMMENT} without options, a line end or surrounding blanks.
     *
     * <p>Strict where OpenSSH is, and where common libraries are not: canonical base64, exact lengths, nothing after the key,
     * the type inside equal to the one before it, minimal positive numbers, an odd RSA modulus of at most 16384 bits, an odd
     * RSA exponent of 2 to 64 bits, points of ECDSA on their curve, and those of Ed25519 not of small order. Whether a type or size is
     * wanted is not judged here: see {@link KeyPolicy}.
     *
     * @throws RefusedKeyException if it is anything but one sound public key
     */
    public static SshPublicKey parse(String line) {
        return KeyLine.bare(line).key();
    }

    /** The canonical key line: type, blob and, if there is one, comment, with single blanks and no line end. */
    public String line() {
        return comment.isEmpty() ? type.wireName() + " " + base64 : type.wireName() + " " + base64 + " " + comment;
    }

    /**
     * Compares with the fingerprint that a region shows for a key pair, upper or lower case, with or without {@code
     * MD5:}, {@code SHA256:} and base64 padding.
     *
     * <p>16 octets are an MD5 and compared with that of the SubjectPublicKeyInfo and of the blob, 32 octets in base64
     * with the SHA-256 of the blob. Anything else, such as the 20 octets of a key pair that Lightsail itself made,
     * cannot be computed from a public key.
     *
     * @param shown the fingerprint as the service answers it; null if it answers none
     */
    public FingerprintMatch match(@Nullable String shown) {
        return FingerprintComparison.compare(this, shown);
    }
}
