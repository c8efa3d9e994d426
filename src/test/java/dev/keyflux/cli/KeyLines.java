package dev.keyflux.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.IntStream;

/** Lines of sound keys whose private halves nobody keeps, most of them made anew. */
final class KeyLines {

    /** The key of a user who goes by alice. */
    static final String ALICE =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAohIxw0ohPRkcsz2aSOFLGcOH0uw77GhgvMtLVjvUMf alice@example";

    private static final String TYPE = "ssh-ed25519";
    private static final int KEY_BYTES = 32;

    private KeyLines() {}

    /** Writes {@code alice.pub} with {@link #ALICE}. */
    static Path writeAlice(Path folder) throws IOException {
        return Files.writeString(folder.resolve("alice.pub"), ALICE + "\n");
    }

    /** Writes {@code key-0.pub} and so on. */
    static void writeTo(Path folder, int count) throws IOException {
        for (var i = 0; i < count; i++) {
            Files.writeString(folder.resolve("key-" + i + ".pub"), line(i) + "\n");
        }
    }

    static void writeOneFile(Path file, int count) throws IOException {
        Files.write(file, IntStream.range(0, count).mapToObj(KeyLines::line).toList());
    }

    private static String line(int number) {
        try {
            var info = KeyPairGenerator.getInstance("Ed25519")
                    .generateKeyPair()
                    .getPublic()
                    .getEncoded();
            // RFC 8410: the key is what a SubjectPublicKeyInfo ends in.
            var key = Arrays.copyOfRange(info, info.length - KEY_BYTES, info.length);
            var blob = ByteBuffer.allocate(Integer.BYTES + TYPE.length() + Integer.BYTES + KEY_BYTES)
                    .putInt(TYPE.length())
                    .put(TYPE.getBytes(StandardCharsets.US_ASCII))
                    .putInt(KEY_BYTES)
                    .put(key);
            return TYPE + " " + Base64.getEncoder().encodeToString(blob.array()) + " key-" + number;
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Ed25519 is part of every Java platform", e);
        }
    }
}
