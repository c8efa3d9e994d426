package dev.keyflux.cli;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.stream.IntStream;

/** Key lines of well-formed RSA keys that nobody holds the private half of. */
final class RsaLines {

    private static final int BITS = 2048;

    private RsaLines() {}

    /** Writes {@code key-0.pub} and so on. */
    static void writeTo(Path folder, int count) throws IOException {
        for (var i = 0; i < count; i++) {
            Files.writeString(folder.resolve("key-" + i + ".pub"), line(i) + "\n");
        }
    }

    static void writeOneFile(Path file, int count) throws IOException {
        Files.write(file, IntStream.range(0, count).mapToObj(RsaLines::line).toList());
    }

    /** The modulus is odd, has its top bit set, and differs for each number; a key reader asks no more. */
    static String line(int number) {
        var modulus = BigInteger.ONE
                .shiftLeft(BITS - 1)
                .add(BigInteger.valueOf(number).shiftLeft(BITS / 2))
                .add(BigInteger.valueOf(0x1234567L).shiftLeft(BITS / 4))
                .setBit(0);
        var blob = ByteBuffer.allocate(1024);
        put(blob, "ssh-rsa".getBytes(StandardCharsets.US_ASCII));
        put(blob, BigInteger.valueOf(65_537).toByteArray());
        put(blob, modulus.toByteArray());
        var bytes = new byte[blob.position()];
        blob.flip().get(bytes);
        return "ssh-rsa " + Base64.getEncoder().encodeToString(bytes) + " key-" + number;
    }

    private static void put(ByteBuffer blob, byte[] field) {
        blob.putInt(field.length).put(field);
    }
}
