package dev.keyflux.key;

import java.math.BigInteger;
import java.util.BitSet;

/**
 * Finds moduli whose two primes lie close together, by Fermat's method of 1643: such a modulus is {@code a² - b²} for an
 * {@code a} just above its square root.
 *
 * <p>Printers made such keys (CVE-2022-26320). H. Böck, "Fermat Factorization in the Wild" (IACR ePrint 2023/026), found
 * all of them within a few rounds; 100 are ample. Primes chosen at random are never found: the rounds reach a distance of
 * 28 times the fourth root of the modulus, for 2048 bits a chance of 2<sup>-500</sup>.
 */
final class ClosePrimes {

    /** How many values of {@code a} are tried. */
    static final int ROUNDS = 100;

    /** Nearly all values of {@code a² - n} are no square modulo one of these, which spares their square roots. */
    private static final Sieve[] SIEVES = {new Sieve(256), new Sieve(9 * 5 * 7 * 11 * 13), new Sieve(17 * 19 * 23 * 29)
    };

    private ClosePrimes() {}

    /** Whether {@code modulus}, which is positive, falls to the method. */
    static boolean in(BigInteger modulus) {
        var root = modulus.sqrtAndRemainder();
        if (root[1].signum() == 0) {
            return true;
        }
        var candidates = new BitSet(ROUNDS + 1);
        candidates.set(1, ROUNDS + 1);
        for (var sieve : SIEVES) {
            sieve.strike(root[0], modulus, candidates);
        }
        return candidates.stream()
                .mapToObj(round -> root[0].add(BigInteger.valueOf(round)))
                .anyMatch(a -> isSquare(a.multiply(a).subtract(modulus)));
    }

    private static boolean isSquare(BigInteger number) {
        return number.sqrtAndRemainder()[1].signum() == 0;
    }

    /** Knows the squares modulo a small number. */
    private record Sieve(int modulus, BitSet squares) {

        Sieve(int modulus) {
            this(modulus, squares(modulus));
        }

        /** Drops each round for which {@code (root + round)² - n} is no square. */
        void strike(BigInteger root, BigInteger n, BitSet rounds) {
            long nReduced = reduce(n);
            long rootReduced = reduce(root);
            for (int round = rounds.nextSetBit(0); round >= 0; round = rounds.nextSetBit(round + 1)) {
                long a = rootReduced + round;
                if (!squares.get(Math.floorMod(a * a - nReduced, modulus))) {
                    rounds.clear(round);
                }
            }
        }

        private int reduce(BigInteger number) {
            return number.mod(BigInteger.valueOf(modulus)).intValue();
        }

        private static BitSet squares(int modulus) {
            var squares = new BitSet(modulus);
            for (long i = 0; i < modulus; i++) {
                squares.set((int) (i * i % modulus));
            }
            return squares;
        }
    }
}
