package dev.keyflux.key;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Recognises moduli that the RSA library of Infineon's chips made (ROCA, CVE-2017-15361), whose private halves can be
 * computed: smart cards, TPMs and security keys up to 2017.
 *
 * <p>Both primes of such a key are {@code k * M + (65537^a mod M)}, where {@code M} is the product of the first primes: 39
 * of them for the smallest keys, more for larger ones. Their product is then a power of 65537 modulo each of these primes.
 * M. Nemec, M. Sýs, P. Švenda, D. Klinec and V. Matyáš, "The Return of Coppersmith's Attack: Practical Factorization of
 * Widely Used RSA Moduli", ACM CCS 2017, section 2. The primes up to 167 are common to keys of every size, and let a sound
 * modulus pass for such a key with a chance of 2<sup>-27.8</sup>, one in 240 million.
 */
final class RocaFingerprint {

    private static final int LARGEST_PRIME = 167;
    private static final int GENERATOR = 65_537;

    private static final List<Subgroup> SUBGROUPS = subgroups();

    /** Its remainder holds the modulus modulo every prime, so that the long division is done once. */
    private static final BigInteger PRODUCT = SUBGROUPS.stream()
            .map(subgroup -> BigInteger.valueOf(subgroup.prime))
            .reduce(BigInteger.ONE, BigInteger::multiply);

    private RocaFingerprint() {}

    /** Whether {@code modulus} bears the fingerprint. */
    static boolean in(BigInteger modulus) {
        var reduced = modulus.mod(PRODUCT);
        return SUBGROUPS.stream().allMatch(subgroup -> subgroup.contains(reduced));
    }

    private static List<Subgroup> subgroups() {
        var subgroups = new ArrayList<Subgroup>();
        for (int n = 3; n <= LARGEST_PRIME; n += 2) {
            if (BigInteger.valueOf(n).isProbablePrime(20)) {
                subgroups.add(Subgroup.modulo(n));
            }
        }
        return List.copyOf(subgroups);
    }

    /** The powers of 65537 modulo a prime. */
    private record Subgroup(int prime, BitSet powers) {

        static Subgroup modulo(int prime) {
            var powers = new BitSet(prime);
            for (int power = 1; !powers.get(power); power = power * (GENERATOR % prime) % prime) {
                powers.set(power);
            }
            return new Subgroup(prime, powers);
        }

        boolean contains(BigInteger number) {
            return powers.get(number.mod(BigInteger.valueOf(prime)).intValue());
        }
    }
}
