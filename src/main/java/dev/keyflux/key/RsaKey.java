package dev.keyflux.key;

import java.math.BigInteger;
import java.util.Base64;
import java.util.Optional;

/** The numbers of an RSA public key. */
record RsaKey(BigInteger exponent, BigInteger modulus) {

    /**
     * Reads them from a key's blob; empty for a key of another type, and for one whose blob an embedder made up and that
     * holds no such numbers.
     */
    static Optional<RsaKey> of(SshPublicKey key) {
        if (key.type() != KeyType.RSA) {
            return Optional.empty();
        }
        try {
            var in = new WireReader(Base64.getDecoder().decode(key.base64()));
            in.string("key type");
            return Optional.of(new RsaKey(in.positive("RSA exponent"), in.positive("RSA modulus")));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
