package dev.keyflux.key;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;

/** What makes an RSA key breakable whatever its size, and shows in its modulus alone. */
enum RsaWeakness {
    /** {@link SmallFactors}. */
    SMALL_FACTOR("an RSA modulus with a prime factor of at most " + SmallFactors.LARGEST
            + ", so it was damaged or never was a key: get it from its owner again, or make a new key with"),

    /** {@link ClosePrimes}. */
    CLOSE_PRIMES("an RSA modulus whose primes lie so close together that Fermat's method finds them at once, as in"
            + " CVE-2022-26320, so anyone can compute the private key: make a new key with"),

    /** {@link RocaFingerprint}. */
    ROCA("an RSA modulus with the fingerprint of Infineon's key generator, whose private keys can be computed (ROCA,"
            + " CVE-2017-15361): make a new key outside of that chip with");

    /** The next step for whoever holds a weak key. */
    static final String NEW_KEY = "ssh-keygen -t ed25519";

    private final String problem;

    RsaWeakness(String problem) {
        this.problem = problem;
    }

    /** The first weakness that {@code modulus} has. */
    static Optional<RsaWeakness> of(BigInteger modulus) {
        return Arrays.stream(values())
                .filter(weakness -> weakness.isIn(modulus))
                .findFirst();
    }

    private boolean isIn(BigInteger modulus) {
        return switch (this) {
            case SMALL_FACTOR -> SmallFactors.in(modulus);
            case CLOSE_PRIMES -> ClosePrimes.in(modulus);
            case ROCA -> RocaFingerprint.in(modulus);
        };
    }

    /** What is wrong and what to do about it, for people. */
    String message() {
        return problem + " " + NEW_KEY;
    }
}
