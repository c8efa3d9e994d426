package dev.keyflux.key;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.HexFormat;

/** Writes DER, right or wrong as a test needs it. */
final class Der {

    static final byte[] RSA = hex("06092a864886f70d010101");
    static final byte[] ED25519 = hex("06032b6570");
    static final byte[] EC = hex("06072a8648ce3d0201");
    static final byte[] P256 = hex("06082a8648ce3d030107");
    static final byte[] NULL = hex("0500");

    private Der() {}

    static byte[] sequence(byte[]... parts) {
        return element(0x30, parts);
    }

    static byte[] integer(BigInteger value) {
        return element(0x02, value.toByteArray());
    }

    static byte[] bits(byte[]... parts) {
        var all = new byte[parts.length + 1][];
        all[0] = new byte[1];
        System.arraycopy(parts, 0, all, 1, parts.length);
        return element(0x03, all);
    }

    static byte[] element(int tag, byte[]... parts) {
        var content = concat(parts);
        var head = new ByteArrayOutputStream();
        head.write(tag);
        if (content.length >= 0x100) {
            head.write(0x82);
            head.write(content.length >> 8);
        } else if (content.length >= 0x80) {
            head.write(0x81);
        }
        head.write(content.length);
        return concat(head.toByteArray(), content);
    }

    static byte[] concat(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (var part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }
}
