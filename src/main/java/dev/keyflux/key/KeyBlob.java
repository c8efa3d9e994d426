package dev.keyflux.key;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * What stands inside a key blob.
 *
 * @param bits the key's size, as {@link SshPublicKey#bits()} defines it
 * @param spkiMd5 the MD5 of the key's {@link SubjectPublicKeyInfo}, in lower-case colon hex; null for a type that has no
 *     such form
 */
record KeyBlob(int bits, @Nullable String spkiMd5) {

    /** OpenSSL's OPENSSL_RSA_MAX_MODULUS_BITS, and with it OpenSSH's limit. */
    private static final int MAX_MODULUS_BITS = 16_384;

    /**
     * OpenSSL refuses a longer exponent beside a modulus of more than 3072 bits (OPENSSL_RSA_MAX_PUBEXP_BITS), and other
     * servers take far less: BoringSSL 33 bits, Go 31. FIPS 186-5 would allow 256, and no known tool makes such a key.
     */
    private static final int MAX_EXPONENT_BITS = 64;

    private static final int ED25519_BYTES = 32;

    /**
     * Reads a blob that stands under {@code type} on its line.
     *
     * @throws RefusedKeyException if the blob is not exactly one sound key of that type
     */
    static KeyBlob parse(KeyType type, byte[] blob) {
        var in = new WireReader(blob);
        var inner = in.text("key type");
        if (!inner.equals(type.wireName())) {
            var found = KeyType.ofWireName(inner).map(KeyType::wireName).orElse("something else");
            throw RefusedKeyException.malformed("the line says " + type.wireName() + ", the key inside it is " + found
                    + ": get the key from its owner again");
        }
        var parsed = switch (type) {
            case RSA -> rsa(in);
            case ED25519 -> ed25519(in);
            case ECDSA_P256 -> ecdsa(in, Curve.P256);
            case ECDSA_P384 -> ecdsa(in, Curve.P384);
            case ECDSA_P521 -> ecdsa(in, Curve.P521);
            case SK_ED25519 -> onSecurityKey(ed25519(in), in);
            case SK_ECDSA_P256 -> onSecurityKey(ecdsa(in, Curve.P256), in);
            case DSA -> dsa(in);
        };
        in.end();
        return parsed;
    }

    private static KeyBlob rsa(WireReader in) {
        var exponent = in.positive("RSA exponent");
        var modulus = in.positive("RSA modulus");
        if (!exponent.testBit(0) || exponent.equals(BigInteger.ONE)) {
            throw new RefusedKeyException(
                    RejectionReason.WEAK,
                    "the RSA exponent is 1 or even: with 1 anyone can sign, and an even one has no private key; make a"
                            + " new key with " + RsaWeakness.NEW_KEY);
        }
        if (exponent.bitLength() > MAX_EXPONENT_BITS) {
            throw RefusedKeyException.malformed("an RSA exponent of " + exponent.bitLength()
                    + " bits, which servers refuse from " + (MAX_EXPONENT_BITS + 1) + ": make a new key");
        }
        if (modulus.bitLength() > MAX_MODULUS_BITS) {
            throw RefusedKeyException.malformed("an RSA modulus of " + modulus.bitLength()
                    + " bits, more than OpenSSH's limit of " + MAX_MODULUS_BITS + ": make a new key");
        }
        if (!modulus.testBit(0) || modulus.compareTo(exponent) <= 0) {
            throw RefusedKeyException.malformed(
                    "the RSA modulus is even or not larger than the exponent, so this cannot be a key: make a new one");
        }
        return new KeyBlob(modulus.bitLength(), Fingerprints.md5(SubjectPublicKeyInfo.rsa(modulus, exponent)));
    }

    private static KeyBlob ed25519(WireReader in) {
        var key = in.string("Ed25519 key");
        if (key.length != ED25519_BYTES) {
            throw RefusedKeyException.malformed(
                    "an Ed25519 key of " + key.length + " bytes instead of 32: get the key from its owner again");
        }
        if (Ed25519Point.isOfSmallOrder(key)) {
            throw new RefusedKeyException(
                    RejectionReason.WEAK,
                    "the Ed25519 key is a point of small order, under which anyone can sign: make a new key with "
                            + RsaWeakness.NEW_KEY);
        }
        return new KeyBlob(256, Fingerprints.md5(SubjectPublicKeyInfo.ed25519(key)));
    }

    private static KeyBlob ecdsa(WireReader in, Curve curve) {
        if (!in.text("curve name").equals(curve.wireName())) {
            throw RefusedKeyException.malformed(
                    "the key's curve is not its type's, " + curve.wireName() + ": get the key from its owner again");
        }
        var point = in.string("curve point");
        curve.check(point);
        return new KeyBlob(curve.bits(), Fingerprints.md5(SubjectPublicKeyInfo.ecdsa(curve, point)));
    }

    /** OpenSSH's PROTOCOL.u2f: the key is followed by the application it is bound to, mostly {@code ssh:}. */
    private static KeyBlob onSecurityKey(KeyBlob key, WireReader in) {
        var application = DecodedText.of(in.text("application"));
        if (application.text().isEmpty()
                || !application.notes().isEmpty()
                || application.text().chars().anyMatch(Character::isISOControl)) {
            throw RefusedKeyException.malformed(
                    "the security key's application is empty or no text: get the key from its owner again");
        }
        return new KeyBlob(key.bits(), null);
    }

    private static KeyBlob dsa(WireReader in) {
        int bits = in.positive("DSA prime").bitLength();
        in.positive("DSA subprime");
        in.positive("DSA generator");
        in.positive("DSA public value");
        return new KeyBlob(bits, null);
    }
}
