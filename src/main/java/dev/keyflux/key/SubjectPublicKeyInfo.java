package dev.keyflux.key;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;

/**
 * The DER form of a public key (RFC 5280, section 4.1.2.7), whose MD5 Lightsail shows as the fingerprint of an imported
 * RSA key.
 */
final class SubjectPublicKeyInfo {

    private static final int INTEGER = 0x02;
    private static final int BIT_STRING = 0x03;
    private static final int NULL = 0x05;
    private static final int OBJECT_IDENTIFIER = 0x06;
    private static final int SEQUENCE = 0x30;

    private SubjectPublicKeyInfo() {}

    /** RFC 8017, appendix A.1. */
    static byte[] rsa(BigInteger modulus, BigInteger exponent) {
        var key = der(SEQUENCE, der(INTEGER, modulus.toByteArray()), der(INTEGER, exponent.toByteArray()));
        return info(der(SEQUENCE, identifier("1.2.840.113549.1.1.1"), der(NULL)), key);
    }

    /** RFC 8410, section 4. */
    static byte[] ed25519(byte[] key) {
        return info(der(SEQUENCE, identifier("1.3.101.112")), key);
    }

    /** RFC 5480, section 2. */
    static byte[] ecdsa(Curve curve, byte[] point) {
        return info(der(SEQUENCE, identifier("1.2.840.10045.2.1"), identifier(curve.oid())), point);
    }

    private static byte[] info(byte[] algorithm, byte[] key) {
        var noUnusedBits = new byte[1];
        return der(SEQUENCE, algorithm, der(BIT_STRING, noUnusedBits, key));
    }

    private static byte[] identifier(String dotted) {
        return der(OBJECT_IDENTIFIER, oid(dotted));
    }

    /** The content octets of an object identifier in dotted form (X.690, 8.19). */
    static byte[] oid(String dotted) {
        var arcs = dotted.split("\\.", -1);
        var out = new ByteArrayOutputStream();
        out.write(Integer.parseInt(arcs[0]) * 40 + Integer.parseInt(arcs[1]));
        for (int i = 2; i < arcs.length; i++) {
            int arc = Integer.parseInt(arcs[i]);
            for (int shift = 28; shift > 0; shift -= 7) {
                if (arc >> shift != 0) {
                    out.write(0x80 | (arc >> shift & 0x7f));
                }
            }
            out.write(arc & 0x7f);
        }
        return out.toByteArray();
    }

    private static byte[] der(int tag, byte[]... parts) {
        int length = 0;
        for (var part : parts) {
            length += part.length;
        }
        var out = new ByteArrayOutputStream(length + 5);
        out.write(tag);
        if (length < 0x80) {
            out.write(length);
        } else {
            var octets = BigInteger.valueOf(length).toByteArray();
            int sign = octets[0] == 0 ? 1 : 0;
            out.write(0x80 | octets.length - sign);
            out.write(octets, sign, octets.length - sign);
        }
        for (var part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
