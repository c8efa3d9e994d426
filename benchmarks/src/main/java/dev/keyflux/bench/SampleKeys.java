package dev.keyflux.bench;

import dev.keyflux.key.KeySource;
import dev.keyflux.key.NamedKey;
import dev.keyflux.key.SourceLine;
import dev.keyflux.key.SshPublicKey;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import reactor.core.publisher.Flux;

/** Freshly made keys whose private halves are dropped, as OpenSSH lines. */
public final class SampleKeys {

    private static final int ED25519_BYTES = 32;
    /** An uncompressed point of a curve of 256 bits. */
    private static final int P256_BYTES = 65;

    private SampleKeys() {}

    /** An {@code ssh-rsa} line. Takes a second or so for 4096 bits. */
    public static String rsa(int bits) {
        var key = (RSAPublicKey) publicKey("RSA", bits);
        return line(
                "ssh-rsa",
                key.getPublicExponent().toByteArray(),
                key.getModulus().toByteArray());
    }

    /** An {@code ssh-ed25519} line. */
    public static String ed25519() {
        return line("ssh-ed25519", tail(publicKey("Ed25519", 255), ED25519_BYTES));
    }

    /** An {@code ecdsa-sha2-nistp256} line. */
    public static String p256() {
        var curve = "nistp256".getBytes(StandardCharsets.US_ASCII);
        return line("ecdsa-sha2-nistp256", curve, tail(publicKey("EC", 256), P256_BYTES));
    }

    /**
     * Names {@code key-0}, {@code key-1} and so on, held in memory. All of one RSA key of 2048 bits: what a call costs depends
     * on the length of the line, not on its digits. What it costs to hold distinct RSA keys against each other, before the
     * first of them is sent, is not seen with it.
     */
    public static List<NamedKey> named(int count) {
        var key = SshPublicKey.parse(rsa(2048));
        return IntStream.range(0, count).mapToObj(n -> named(key, n)).toList();
    }

    /** The same of a given key, made as they are read. */
    public static KeySource source(SshPublicKey key, int count) {
        return () -> Flux.range(0, count).map(n -> named(key, n));
    }

    private static NamedKey named(SshPublicKey key, int number) {
        return new NamedKey("key-" + number, key, new SourceLine("keys", number + 1));
    }

    private static PublicKey publicKey(String algorithm, int bits) {
        try {
            var generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);
            return generator.generateKeyPair().getPublic();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(algorithm, e);
        }
    }

    /** The key itself stands last in its SubjectPublicKeyInfo. */
    private static byte[] tail(PublicKey key, int length) {
        var encoded = key.getEncoded();
        return Arrays.copyOfRange(encoded, encoded.length - length, encoded.length);
    }

    private static String line(String type, byte[]... fields) {
        var blob = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(blob)) {
            write(out, type.getBytes(StandardCharsets.US_ASCII));
            for (var field : fields) {
                write(out, field);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return type + " " + Base64.getEncoder().encodeToString(blob.toByteArray()) + " somebody@example.com";
    }

    private static void write(DataOutputStream out, byte[] field) throws IOException {
        out.writeInt(field.length);
        out.write(field);
    }
}
