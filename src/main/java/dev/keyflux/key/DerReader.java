package dev.keyflux.key;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Reads DER (X.690, chapter 10), in which everything has one spelling: definite and minimal lengths, minimal integers,
 * nothing behind the end.
 */
final class DerReader {

    private static final int INTEGER = 0x02;
    private static final int BIT_STRING = 0x03;
    private static final int NULL = 0x05;
    private static final int OBJECT_IDENTIFIER = 0x06;
    private static final int SEQUENCE = 0x30;

    private final byte[] bytes;
    private int position;

    DerReader(byte[] bytes) {
        this.bytes = bytes;
    }

    /** What is in the next element, a sequence. */
    DerReader sequence(String what) {
        return new DerReader(element(SEQUENCE, what));
    }

    /** The next element's object identifier, as its content octets. */
    byte[] objectIdentifier(String what) {
        return element(OBJECT_IDENTIFIER, what);
    }

    /** The next element, NULL. */
    void nothing(String what) {
        if (element(NULL, what).length != 0) {
            throw damaged(what);
        }
    }

    /** The next element, an integer; its sign is for others to judge. */
    BigInteger integer(String what) {
        var value = element(INTEGER, what);
        boolean minimal = value.length == 1
                || (value.length > 1 && (value[0] != 0 || value[1] < 0) && (value[0] != -1 || value[1] >= 0));
        if (!minimal) {
            throw damaged(what);
        }
        return new BigInteger(value);
    }

    /** The next element, a bit string of whole bytes. */
    byte[] bitString(String what) {
        var value = element(BIT_STRING, what);
        if (value.length == 0 || value[0] != 0) {
            throw damaged(what);
        }
        return Arrays.copyOfRange(value, 1, value.length);
    }

    /** Whether the next element is an integer. */
    boolean isInteger() {
        return isNext(INTEGER);
    }

    /** Whether the next element is a sequence. */
    boolean isSequence() {
        return isNext(SEQUENCE);
    }

    private boolean isNext(int tag) {
        return position < bytes.length && bytes[position] == tag;
    }

    /** Checks that nothing is left. */
    void end(String what) {
        if (position < bytes.length) {
            throw RefusedKeyException.malformed(
                    "bytes follow the end of the " + what + ": get the key from its owner again");
        }
    }

    private byte[] element(int tag, String what) {
        if (octet(what) != tag) {
            throw damaged(what);
        }
        int length = length(what);
        if (length > bytes.length - position) {
            throw damaged(what);
        }
        var value = Arrays.copyOfRange(bytes, position, position + length);
        position += length;
        return value;
    }

    /** X.690, 8.1.3 with the restrictions of 10.1. Two octets reach further than any key does. */
    private int length(String what) {
        int first = octet(what);
        if (first < 0x80) {
            return first;
        }
        int length = switch (first) {
            case 0x81 -> octet(what);
            case 0x82 -> octet(what) << Byte.SIZE | octet(what);
            default -> throw damaged(what);
        };
        if (length < (first == 0x81 ? 0x80 : 0x100)) {
            throw damaged(what);
        }
        return length;
    }

    private int octet(String what) {
        if (position == bytes.length) {
            throw damaged(what);
        }
        return bytes[position++] & 0xff;
    }

    private static RefusedKeyException damaged(String what) {
        return RefusedKeyException.malformed(
                "the " + what + " is not in strict DER: it was damaged or cut off; get the key from its owner again");
    }
}
