package dev.keyflux.key;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;

/** Public keys that ssh-keygen made for these tests. The private halves are gone. */
final class SampleKeys {

    static final String ED25519 = line("ed25519.pub");
    static final String RSA_2048 = line("rsa2048.pub");
    static final String RSA_1024 = line("rsa1024.pub");
    static final String ECDSA_256 = line("ecdsa256.pub");
    static final String ECDSA_384 = line("ecdsa384.pub");
    static final String ECDSA_521 = line("ecdsa521.pub");
    static final String DSA = line("dsa.pub");
    static final String CERTIFICATE = line("ecdsa256-cert.pub");
    static final String SK_ED25519 = skEd25519("ssh:");
    static final String SK_ECDSA_256 = skEcdsa256("ssh:");

    private SampleKeys() {}

    /** The blob of a key line. */
    static byte[] blob(String line) {
        return Base64.getDecoder().decode(field(line, 1));
    }

    /** A key line around a blob. */
    static String around(String type, byte[] blob) {
        return type + " " + Base64.getEncoder().encodeToString(blob);
    }

    /** A key line around a blob of the type that the blob should hold. */
    static String around(KeyType type, WireWriter blob) {
        return around(type.wireName(), blob.bytes());
    }

    static String type(String line) {
        return field(line, 0);
    }

    static String base64(String line) {
        return field(line, 1);
    }

    static String skEd25519(String application) {
        var plain = new WireReader(blob(ED25519));
        plain.string("type");
        return around(
                KeyType.SK_ED25519,
                new WireWriter()
                        .string(KeyType.SK_ED25519.wireName())
                        .string(plain.string("key"))
                        .string(application));
    }

    static String skEcdsa256(String application) {
        var plain = new WireReader(blob(ECDSA_256));
        plain.string("type");
        return around(
                KeyType.SK_ECDSA_P256,
                new WireWriter()
                        .string(KeyType.SK_ECDSA_P256.wireName())
                        .string(plain.string("curve"))
                        .string(plain.string("point"))
                        .string(application));
    }

    private static String field(String line, int index) {
        return line.split(" ", -1)[index];
    }

    private static String line(String resource) {
        try (var in = Objects.requireNonNull(SampleKeys.class.getResourceAsStream("/keys/" + resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
