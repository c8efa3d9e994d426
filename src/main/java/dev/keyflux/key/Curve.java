package dev.keyflux.key;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.util.Arrays;

/** The curves of RFC 5656, section 10.1. Their cofactor is 1, so a point on the curve is a valid public key. */
enum Curve {
    P256("nistp256", 256, "1.2.840.10045.3.1.7", "secp256r1"),
    P384("nistp384", 384, "1.3.132.0.34", "secp384r1"),
    P521("nistp521", 521, "1.3.132.0.35", "secp521r1");

    private static final int UNCOMPRESSED = 4;

    private final String wireName;
    private final int bits;
    private final String oid;
    private final String jdkName;

    Curve(String wireName, int bits, String oid, String jdkName) {
        this.wireName = wireName;
        this.bits = bits;
        this.oid = oid;
        this.jdkName = jdkName;
    }

    /** The type of keys on this curve. */
    KeyType keyType() {
        return switch (this) {
            case P256 -> KeyType.ECDSA_P256;
            case P384 -> KeyType.ECDSA_P384;
            case P521 -> KeyType.ECDSA_P521;
        };
    }

    /** The identifier inside a key blob. */
    String wireName() {
        return wireName;
    }

    int bits() {
        return bits;
    }

    /** The object identifier in dotted form (RFC 5480, section 2.1.1.1). */
    String oid() {
        return oid;
    }

    /** Whether a point is written by one coordinate and the sign of the other (SEC 1, section 2.3.3). */
    boolean isCompressed(byte[] point) {
        return point.length == 1 + (bits + 7) / 8 && (point[0] == 2 || point[0] == 3);
    }

    /** Checks a point in the encoding of SEC 1, section 2.3.3. OpenSSH writes and takes only the uncompressed form. */
    void check(byte[] point) {
        int coordinate = (bits + 7) / 8;
        if (point.length != 1 + 2 * coordinate || point[0] != UNCOMPRESSED) {
            throw RefusedKeyException.malformed("the curve point is not an uncompressed point of " + wireName
                    + ": get the key from its owner again");
        }
        var x = new BigInteger(1, Arrays.copyOfRange(point, 1, 1 + coordinate));
        var y = new BigInteger(1, Arrays.copyOfRange(point, 1 + coordinate, point.length));
        if (!holds(x, y)) {
            throw RefusedKeyException.malformed(
                    "the point does not lie on the curve " + wireName + ": get the key from its owner again");
        }
    }

    private boolean holds(BigInteger x, BigInteger y) {
        var parameters = parameters();
        var curve = parameters.getCurve();
        var p = ((ECFieldFp) curve.getField()).getP();
        if (x.compareTo(p) >= 0 || y.compareTo(p) >= 0) {
            return false;
        }
        var right = x.multiply(x).add(curve.getA()).multiply(x).add(curve.getB());
        return y.multiply(y).subtract(right).mod(p).signum() == 0;
    }

    private ECParameterSpec parameters() {
        try {
            var parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec(jdkName));
            return parameters.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime lacks the curve " + jdkName + " (jdk.crypto.ec)", e);
        }
    }
}
