package dev.keyflux.key;

import dev.keyflux.bench.SampleKeys;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does it cost to judge a key, type by type, and what of that are the parts: the strict reading of its line (with
 * every fingerprint made), the policy's checks (weak keys among them), and the comparison with what a region shows?
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class KeyBenchmark {

    /** The type and size of the key. */
    @Param
    public Kind kind;

    private final KeyPolicy policy =
            KeyPolicy.defaults().withAllowed(Set.of(KeyType.RSA, KeyType.ED25519, KeyType.ECDSA_P256));
    private String line;
    private SshPublicKey key;
    private byte[] blob;
    private String shown;

    /** The types and sizes that people have most; the elliptic curve is only sent if it is allowed. */
    public enum Kind {
        /** The least that is sent. */
        RSA_2048,
        /** What {@code ssh-keygen -t rsa} makes. */
        RSA_3072,
        /** What cautious people have. */
        RSA_4096,
        /** What new keys are. */
        ED25519,
        /** With a point on a curve, which has to be checked. */
        ECDSA_P256;

        String line() {
            return switch (this) {
                case RSA_2048 -> SampleKeys.rsa(2048);
                case RSA_3072 -> SampleKeys.rsa(3072);
                case RSA_4096 -> SampleKeys.rsa(4096);
                case ED25519 -> SampleKeys.ed25519();
                case ECDSA_P256 -> SampleKeys.p256();
            };
        }
    }

    /** Makes a key of the kind. */
    @Setup
    public void make() {
        line = kind.line();
        key = SshPublicKey.parse(line);
        blob = Base64.getDecoder().decode(key.base64());
        shown = key.type() == KeyType.RSA
                ? "00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff"
                : "SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU";
    }

    /** A line to a key with its fingerprints. */
    @Benchmark
    public SshPublicKey parse() {
        return SshPublicKey.parse(line);
    }

    /** Whether the key is wanted: an RSA key is searched for weaknesses, others were on reading. */
    @Benchmark
    public SshPublicKey check() {
        policy.check(key);
        return key;
    }

    /** The fingerprint that OpenSSH shows. */
    @Benchmark
    public String sha256() {
        return Fingerprints.sha256(blob);
    }

    /** The digest that Lightsail shows, without the encoding of the key. */
    @Benchmark
    public String md5() {
        return Fingerprints.md5(blob);
    }

    /** A key against what a region shows of another one: MD5 of an RSA key, SHA-256 of others. */
    @Benchmark
    public FingerprintMatch match() {
        return key.match(shown);
    }
}
