package dev.keyflux.key;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads a key blob in the wire format of RFC 4251, section 5. Every length must be met exactly, every number must be
 * in its one canonical form, and nothing may follow the end.
 */
final class WireReader {

    private final byte[] bytes;
    private int position;

    WireReader(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The next {@code string}; {@code what} names it in messages. */
    byte[] string(String what) {
        int length = length(what);
        if (length < 0 || length > bytes.length - position) {
            throw endsEarly(what);
        }
        var value = Arrays.copyOfRange(bytes, position, position + length);
        position += length;
        return value;
    }

    /** The next {@code string} as text, a character for each byte: names on the wire are ASCII. */
    String text(String what) {
        return new String(string(what), StandardCharsets.ISO_8859_1);
    }

    /** The next {@code mpint}, which must be positive and carry no needless leading zero. */
    BigInteger positive(String what) {
        var value = string(what);
        if (value.length == 0) {
            throw RefusedKeyException.malformed("the " + what + " is zero: get the key from its owner again");
        }
        if (value[0] < 0) {
            throw RefusedKeyException.malformed("the " + what + " is negative: get the key from its owner again");
        }
        if (value[0] == 0 && (value.length == 1 || value[1] >= 0)) {
            throw RefusedKeyException.malformed(
                    "the " + what + " has a needless leading zero byte: get the key from its owner again");
        }
        return new BigInteger(value);
    }

    /** Checks that nothing is left. */
    void end() {
        int left = bytes.length - position;
        if (left > 0) {
            throw RefusedKeyException.malformed(
                    "bytes follow the end of the key (" + left + "): get the key from its owner again");
        }
    }

    private int length(String what) {
        if (bytes.length - position < Integer.BYTES) {
            throw endsEarly(what);
        }
        int length = 0;
        for (int i = 0; i < Integer.BYTES; i++) {
            length = length << Byte.SIZE | (bytes[position++] & 0xff);
        }
        return length;
    }

    private static RefusedKeyException endsEarly(String what) {
        return RefusedKeyException.malformed("the key ends early, within the " + what
                + ": it is cut off, or wrapped over several lines; a key is one line");
    }
}
