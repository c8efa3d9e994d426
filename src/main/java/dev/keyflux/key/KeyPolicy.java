package dev.keyflux.key;

import java.util.EnumSet;
import java.util.Set;

/**
 * Which keys may be imported, and how they are named.
 *
 * @param allowed the key types to import; default {@code ssh-rsa} and {@code ssh-ed25519}
 * @param minRsaBits the smallest RSA modulus to import, in bits; default 2048
 * @param names how key pair names are made; default {@link NameTemplate#defaults()}
 */
public record KeyPolicy(Set<KeyType> allowed, int minRsaBits, NameTemplate names) {

    private static final KeyPolicy DEFAULTS =
            new KeyPolicy(EnumSet.of(KeyType.RSA, KeyType.ED25519), 2048, NameTemplate.defaults());

    /**
     * Copies the types.
     *
     * @throws IllegalArgumentException if no type is allowed, DSA is (OpenSSH 10 no longer knows such keys), or {@code
     *     minRsaBits} is below 1
     */
    public KeyPolicy {
        allowed = Set.copyOf(allowed);
        if (allowed.isEmpty()) {
            throw new IllegalArgumentException("no key type is allowed");
        }
        if (!allowed.stream().allMatch(KeyPolicy::canAllow)) {
            throw new IllegalArgumentException("key type ssh-dss: cannot be allowed, OpenSSH has dropped DSA");
        }
        if (minRsaBits < 1) {
            throw new IllegalArgumentException("minimum RSA bits " + minRsaBits + ": must be 1 or more");
        }
    }

    /** What Lightsail is known to take: ssh-rsa from 2048 bits and ssh-ed25519, each named after its file. */
    public static KeyPolicy defaults() {
        return DEFAULTS;
    }

    /** Whether a policy may allow keys of this type: all but DSA, which OpenSSH 10 no longer knows. */
    public static boolean canAllow(KeyType type) {
        return type != KeyType.DSA;
    }

    /** A copy that allows just these types. */
    public KeyPolicy withAllowed(Set<KeyType> allowed) {
        return new KeyPolicy(allowed, minRsaBits, names);
    }

    /** A copy with this smallest RSA modulus, in bits. */
    public KeyPolicy withMinRsaBits(int minRsaBits) {
        return new KeyPolicy(allowed, minRsaBits, names);
    }

    /** A copy that names keys by this template. */
    public KeyPolicy withNames(NameTemplate names) {
        return new KeyPolicy(allowed, minRsaBits, names);
    }

    /**
     * Judges a key by itself; {@link RsaComparison} compares it with others.
     *
     * @throws RefusedKeyException if its type or size is not wanted, or if it is weak
     */
    public void check(SshPublicKey key) {
        if (!canAllow(key.type())) {
            throw new RefusedKeyException(
                    RejectionReason.UNSUPPORTED_TYPE,
                    "a DSA key (ssh-dss), which OpenSSH has dropped: make a new one with " + RsaWeakness.NEW_KEY);
        }
        if (!allowed.contains(key.type())) {
            throw new RefusedKeyException(
                    RejectionReason.UNSUPPORTED_TYPE,
                    "a key of type " + key.type().wireName()
                            + ", which is not allowed: use one that is, or admit it with" + " --allow "
                            + key.type().wireName() + " (Lightsail may refuse it)");
        }
        if (key.type() == KeyType.RSA && key.bits() < minRsaBits) {
            throw new RefusedKeyException(
                    RejectionReason.WEAK,
                    "an RSA key of " + key.bits() + " bits, fewer than " + minRsaBits + ": make a new one with "
                            + RsaWeakness.NEW_KEY + ", or lower --min-rsa-bits");
        }
        RsaKey.of(key).flatMap(rsa -> RsaWeakness.of(rsa.modulus())).ifPresent(weakness -> {
            throw new RefusedKeyException(RejectionReason.WEAK, weakness.message());
        });
    }
}
