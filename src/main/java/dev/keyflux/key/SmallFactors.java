package dev.keyflux.key;

import java.math.BigInteger;
import java.util.BitSet;

/**
 * Finds moduli that have a small prime factor. The greatest common divisor with the product of all small primes is trial
 * division by all of them at once.
 *
 * <p>No generator of RSA keys lets such a factor through, so what has one is a damaged number, or never was a key. NIST SP
 * 800-89, section 5.3.3, and with it the CA/Browser Forum's baseline requirements (section 6.1.6) ask for no factor below
 * 752. This goes on to the last Fermat prime, which as the usual exponent is the one that a muddled tool writes into the
 * wrong number; reducing the product then costs about as much as the divisor itself. A sound modulus cannot be hit by
 * chance: its factors have hundreds of digits.
 */
final class SmallFactors {

    /** The largest prime that is found. */
    static final int LARGEST = 65_537;

    private static final BigInteger PRODUCT = productOfPrimes();

    private SmallFactors() {}

    /** Whether a small prime divides {@code modulus}, a number above 1. */
    static boolean in(BigInteger modulus) {
        return !PRODUCT.mod(modulus).gcd(modulus).equals(BigInteger.ONE);
    }

    private static BigInteger productOfPrimes() {
        var composite = new BitSet(LARGEST + 1);
        for (int i = 2; i * i <= LARGEST; i = composite.nextClearBit(i + 1)) {
            for (int multiple = i * i; multiple <= LARGEST; multiple += i) {
                composite.set(multiple);
            }
        }
        return product(composite, 2, LARGEST + 1);
    }

    /** By halves, so that numbers of one size are multiplied: one prime after another takes many times as long. */
    private static BigInteger product(BitSet composite, int from, int to) {
        if (to - from == 1) {
            return composite.get(from) ? BigInteger.ONE : BigInteger.valueOf(from);
        }
        int middle = (from + to) >>> 1;
        return product(composite, from, middle).multiply(product(composite, middle, to));
    }
}
