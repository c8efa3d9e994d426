package dev.keyflux.key;

import java.util.Arrays;
import java.util.Optional;

/** The algorithms that a SubjectPublicKeyInfo may name, as far as there is something to say about them. */
enum AlgorithmId {
    /** RFC 3279, section 2.3.1. */
    RSA("1.2.840.113549.1.1.1"),
    /** RFC 4055, section 1.2. */
    RSA_PSS("1.2.840.113549.1.1.10"),
    /** RFC 5480, section 2.1.1. */
    EC("1.2.840.10045.2.1"),
    /** RFC 8410, section 3. */
    ED25519("1.3.101.112"),
    /** RFC 8410, section 3. */
    ED448("1.3.101.113"),
    /** RFC 3279, section 2.3.2. */
    DSA("1.2.840.10040.4.1"),
    /** RFC 8410, section 3. */
    X25519("1.3.101.110"),
    /** RFC 8410, section 3. */
    X448("1.3.101.111"),
    /** RFC 3279, section 2.3.3. */
    DIFFIE_HELLMAN("1.2.840.10046.2.1"),
    /** PKCS #3, section 9. */
    DIFFIE_HELLMAN_PKCS3("1.2.840.113549.1.3.1");

    private final String dotted;

    AlgorithmId(String dotted) {
        this.dotted = dotted;
    }

    /** The algorithm with this object identifier, given as its content octets; empty for any other. */
    static Optional<AlgorithmId> of(byte[] identifier) {
        return Arrays.stream(values())
                .filter(id -> Arrays.equals(SubjectPublicKeyInfo.oid(id.dotted), identifier))
                .findFirst();
    }
}
