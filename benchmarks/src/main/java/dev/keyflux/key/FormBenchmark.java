package dev.keyflux.key;

import dev.keyflux.bench.SampleKeys;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does it cost to find a key in a text and to read it, form by form? The search for private keys and for what is no
 * key at all is part of it, the policy's checks are not. Every form holds the same RSA key of 2048 bits.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class FormBenchmark {

    /** How many keys a text holds. */
    private static final int KEYS = 100;

    /** The form of the keys. */
    @Param
    public Form form;

    private String text;

    /** What a key file may look like. */
    public enum Form {
        /** One line each, as {@code ssh-keygen} makes it. */
        OPENSSH,
        /** A line of {@code authorized_keys}, with options before the key. */
        AUTHORIZED_KEYS,
        /** SubjectPublicKeyInfo between PEM's lines, as {@code openssl} makes it. */
        PEM,
        /** The form of RFC 4716, as {@code ssh-keygen -e} makes it. */
        RFC4716;

        String of(SshPublicKey key) {
            return switch (this) {
                case OPENSSH -> key.line() + "\n";
                case AUTHORIZED_KEYS -> "restrict,from=\"192.0.2.0/24\",command=\"/usr/bin/true\" " + key.line() + "\n";
                case PEM -> block("-----BEGIN PUBLIC KEY-----", wrapped(64, info(key)), "-----END PUBLIC KEY-----");
                case RFC4716 ->
                    block(
                            "---- BEGIN SSH2 PUBLIC KEY ----",
                            "Comment: \"somebody@example.com\"\n"
                                    + wrapped(70, Base64.getDecoder().decode(key.base64())),
                            "---- END SSH2 PUBLIC KEY ----");
            };
        }

        private static byte[] info(SshPublicKey key) {
            var rsa = RsaKey.of(key).orElseThrow();
            return SubjectPublicKeyInfo.rsa(rsa.modulus(), rsa.exponent());
        }

        private static String wrapped(int width, byte[] bytes) {
            return Base64.getMimeEncoder(width, new byte[] {'\n'}).encodeToString(bytes);
        }

        private static String block(String begin, String body, String end) {
            return begin + "\n" + body + "\n" + end + "\n";
        }
    }

    /** Writes a text. */
    @Setup
    public void write() {
        text = form.of(SshPublicKey.parse(SampleKeys.rsa(2048))).repeat(KEYS);
    }

    /** From the text to its keys; figures are for one of them. */
    @Benchmark
    @OperationsPerInvocation(KEYS)
    public List<FoundKey> read() {
        var whole = KeyText.of(text);
        whole.refusal().ifPresent(refusal -> {
            throw new IllegalStateException(refusal.message());
        });
        var keys = new ArrayList<FoundKey>();
        whole.forms().forEachRemaining(form -> keys.add(whole.read(form)));
        if (keys.size() != KEYS) {
            throw new IllegalStateException(keys.size() + " keys of " + KEYS);
        }
        return keys;
    }
}
