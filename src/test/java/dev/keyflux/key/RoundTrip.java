package dev.keyflux.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Writes a key in every form it has, and reads it back. */
final class RoundTrip {

    private RoundTrip() {}

    /** Checks that every form of {@code key} is the same key. */
    static void check(SshPublicKey key) {
        assertThat(SshPublicKey.parse(key.line())).isEqualTo(key);
        assertThat(theKeyOf(key.line() + "\r\n")).isEqualTo(key);
        assertThat(theKeyOf("restrict,command=\"a b\" " + key.line())).isEqualTo(key);
        assertThat(key.match(key.fingerprint())).isEqualTo(FingerprintMatch.SAME);
        assertThat(key.match(key.md5())).isEqualTo(FingerprintMatch.SAME);
        subjectPublicKeyInfo(key)
                .ifPresent(
                        der -> assertThat(theKeyOf(Pem.publicKey(der)).base64()).isEqualTo(key.base64()));
        assertThat(theKeyOf(rfc4716(key)).base64()).isEqualTo(key.base64());
    }

    /** The key's SubjectPublicKeyInfo, if it has one. */
    static Optional<byte[]> subjectPublicKeyInfo(SshPublicKey key) {
        var in = new WireReader(Base64.getDecoder().decode(key.base64()));
        in.string("type");
        return switch (key.type()) {
            case RSA -> {
                var exponent = in.positive("exponent");
                yield Optional.of(SubjectPublicKeyInfo.rsa(in.positive("modulus"), exponent));
            }
            case ED25519 -> Optional.of(SubjectPublicKeyInfo.ed25519(in.string("key")));
            case ECDSA_P256 -> Optional.of(ecdsa(Curve.P256, in));
            case ECDSA_P384 -> Optional.of(ecdsa(Curve.P384, in));
            case ECDSA_P521 -> Optional.of(ecdsa(Curve.P521, in));
            case SK_ED25519, SK_ECDSA_P256, DSA -> Optional.empty();
        };
    }

    private static byte[] ecdsa(Curve curve, WireReader in) {
        in.string("curve");
        return SubjectPublicKeyInfo.ecdsa(curve, in.string("point"));
    }

    private static String rfc4716(SshPublicKey key) {
        return "---- BEGIN SSH2 PUBLIC KEY ----\nSubject: any\\\nbody\n"
                + key.base64().replaceAll("(.{70})", "$1\n")
                + "\n---- END SSH2 PUBLIC KEY ----\n";
    }

    private static SshPublicKey theKeyOf(String content) {
        var text = KeyText.of(new String(content.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
        return text.read(text.forms().next()).key();
    }
}
