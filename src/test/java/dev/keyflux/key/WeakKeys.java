package dev.keyflux.key;

import java.math.BigInteger;
import java.util.Random;

/** Makes RSA moduli, sound ones and such as bad generators make, the same at every run. */
final class WeakKeys {

    static final BigInteger F4 = BigInteger.valueOf(65_537);

    /** The product of the first 39 primes, which ROCA's generator uses for its smallest keys. */
    private static final BigInteger ROCA_PRODUCT = firstPrimes(39);

    private final Random random;

    WeakKeys(long seed) {
        random = new Random(seed);
    }

    /** A prime with its two topmost bits set, so that the product of two has all its bits. */
    BigInteger prime(int bits) {
        while (true) {
            var prime = BigInteger.probablePrime(bits, random);
            if (prime.testBit(bits - 2)) {
                return prime;
            }
        }
    }

    BigInteger soundModulus(int bits) {
        return prime(bits / 2).multiply(prime(bits / 2));
    }

    /** A modulus of a prime and the next one that is at least {@code distance} above it. */
    BigInteger closePrimes(int bits, BigInteger distance) {
        var prime = prime(bits / 2);
        return prime.multiply(prime.add(distance).nextProbablePrime());
    }

    BigInteger roca(int bits) {
        return rocaPrime(bits / 2).multiply(rocaPrime(bits / 2));
    }

    /** {@code k * M + (65537^a mod M)}. */
    private BigInteger rocaPrime(int bits) {
        while (true) {
            var power = F4.modPow(new BigInteger(64, random), ROCA_PRODUCT);
            var top = BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE).divide(ROCA_PRODUCT);
            var k = top.subtract(new BigInteger(top.bitLength() - 3, random));
            var candidate = k.multiply(ROCA_PRODUCT).add(power);
            if (candidate.bitLength() == bits && candidate.testBit(bits - 2) && candidate.isProbablePrime(30)) {
                return candidate;
            }
        }
    }

    /** A key line around a modulus, under the usual exponent. */
    static String line(BigInteger modulus) {
        return line(F4, modulus);
    }

    static String line(BigInteger exponent, BigInteger modulus) {
        return SampleKeys.around(
                KeyType.RSA,
                new WireWriter().string(KeyType.RSA.wireName()).mpint(exponent).mpint(modulus));
    }

    private static BigInteger firstPrimes(int count) {
        var product = BigInteger.ONE;
        var prime = BigInteger.ONE;
        for (int i = 0; i < count; i++) {
            prime = prime.nextProbablePrime();
            product = product.multiply(prime);
        }
        return product;
    }
}
