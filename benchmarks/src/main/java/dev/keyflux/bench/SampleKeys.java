package dev.keyflux.bench;

import dev.keyflux.key.KeySource;
import dev.keyflux.key.NamedKey;
import dev.keyflux.key.SourceLine;
import dev.keyflux.key.SshPublicKey;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
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

    private static final BigInteger EXPONENT = BigInteger.valueOf(65_537);
    private static final int MOST_DISTINCT = 1_000;

    private SampleKeys() {}

    /** An {@code ssh-rsa} line. Takes a second or so for 4096 bits. */
    public static String rsa(int bits) {
        var key = (RSAPublicKey) publicKey("RSA", bits);
        return rsa(key.getPublicExponent(), key.getModulus());
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
     * on the length of the line, not on its digits.
     */
    public static List<NamedKey> named(int count) {
        var key = SshPublicKey.parse(rsa(2048));
        return IntStream.range(0, count).mapToObj(n -> named(key, n)).toList();
    }

    /**
     * The same, but each with an RSA modulus of its own, of 2048 bits. Of these no two have a factor in common, though they
     * are no products of two primes, which would take minutes to find.
     *
     * @param count up to 1,000
     */
    public static List<NamedKey> distinct(int count) {
        // What divides both of step * n + 1 and step * m + 1 divides n - m too, and so the step, but then neither.
        var primes = IntStream.rangeClosed(2, MOST_DISTINCT)
                .mapToObj(BigInteger::valueOf)
                .filter(number -> number.isProbablePrime(20))
                .reduce(BigInteger.ONE, BigInteger::multiply);
        var step = primes.multiply(BigInteger.ONE.shiftLeft(2047).divide(primes.multiply(BigInteger.valueOf(count))));
        return IntStream.range(0, count)
                .mapToObj(n -> {
                    var modulus =
                            step.multiply(BigInteger.valueOf(count + 1L + n)).add(BigInteger.ONE);
                    return named(SshPublicKey.parse(rsa(EXPONENT, modulus)), n);
                })
                .toList();
    }

    /** The same of a given key, made as they are read. */
    public static KeySource source(SshPublicKey key, int count) {
        return () -> Flux.range(0, count).map(n -> named(key, n));
    }

    private static NamedKey named(SshPublicKey key, int number) {
        return new NamedKey("key-" + number, key, new SourceLine("keys", number + 1));
    }

    private static String rsa(BigInteger exponent, BigInteger modulus) {
        return line("ssh-rsa", exponent.toByteArray(), modulus.toByteArray());
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
