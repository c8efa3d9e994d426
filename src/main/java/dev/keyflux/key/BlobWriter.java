package dev.keyflux.key;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writes a key blob in the wire format of RFC 4251, section 5. */
final class BlobWriter {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    BlobWriter string(byte[] value) {
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(value.length).array());
        out.writeBytes(value);
        return this;
    }

    BlobWriter string(String name) {
        return string(name.getBytes(StandardCharsets.US_ASCII));
    }

    /** An {@code mpint}; {@code value} is positive. */
    BlobWriter number(BigInteger value) {
        return string(value.toByteArray());
    }

    byte[] bytes() {
        return out.toByteArray();
    }
}
