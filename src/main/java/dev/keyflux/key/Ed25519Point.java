package dev.keyflux.key;

import java.math.BigInteger;
import java.util.Set;

/**
 * The point that an Ed25519 key is (RFC 8032, section 5.1.3). Under a point of small order nearly any signature verifies;
 * "Taming the many EdDSAs" by K. Chalkias, F. Garillot and V. Nikolaenko (IACR ePrint 2020/1244) lists them in table 1.
 *
 * <p>That a key is a point at all is not asked, as OpenSSH does not: nobody can log in with one that is none.
 */
final class Ed25519Point {

    private static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));

    /** An order of 8; the other points of this order differ from it in signs only. */
    private static final BigInteger ORDER_8 =
            new BigInteger("7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7", 16);

    /** The y coordinates of all points whose order divides 8. */
    private static final Set<BigInteger> SMALL_ORDER =
            Set.of(BigInteger.ZERO, BigInteger.ONE, P.subtract(BigInteger.ONE), ORDER_8, P.subtract(ORDER_8));

    private Ed25519Point() {}

    /** Whether a key of 32 bytes is a point of small order, in whatever way it is written. */
    static boolean isOfSmallOrder(byte[] key) {
        return SMALL_ORDER.contains(y(key).mod(P));
    }

    /** Little endian; the topmost bit is the sign of x. */
    private static BigInteger y(byte[] key) {
        var bigEndian = new byte[key.length];
        for (int i = 0; i < key.length; i++) {
            bigEndian[i] = key[key.length - 1 - i];
        }
        return new BigInteger(1, bigEndian).clearBit(255);
    }
}
