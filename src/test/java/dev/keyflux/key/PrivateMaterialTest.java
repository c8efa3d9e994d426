package dev.keyflux.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a private key is hidden in, nothing is taken of it. */
final class PrivateMaterialTest {

    private static final String PUTTY = "PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\nComment: bob\n";
    private static final String OPENSSH = "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAE\n";

    @ParameterizedTest
    @CsvSource({"RSA, 2048", "EC, 256", "EC, 384", "EC, 521", "Ed25519, 255"})
    void der_inEveryWrapping_isFound(String algorithm, int bits) throws Exception {
        var der = key(algorithm, bits).getEncoded();
        var base64 = Base64.getEncoder().encodeToString(der);

        found(new String(der, StandardCharsets.ISO_8859_1), 1);
        found(base64, 1);
        found(base64.replaceAll(".{64}", "$0\n"), 1);
        found("key=" + base64, 1);
        found(SampleKeys.ED25519 + "\n" + base64, 2);
        found(SampleKeys.type(SampleKeys.ED25519) + " " + SampleKeys.base64(SampleKeys.ED25519) + "\n" + base64, 2);
        found(Pem.publicKey(der), 2);
        found(wrap(wrap(base64)), 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // PKCS#1, SEC 1 and encrypted PKCS#8, as far as it takes to know them
                "MIIEpAIBAAKCAQEA",
                "MHcCAQEEIB",
                "MIGkAgEBBDA",
                "MIHcAgEBBEIA",
                "MIIFNTBfBgkqhkiG9w0BBQ0wUjAx"
            })
    void base64_ofOtherDer_isFound(String start) {
        found(SampleKeys.ED25519 + "\n" + start + "AAAA", 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "xx"})
    void base64_atEveryAlignment_isFoundWithinALine(String before) {
        found(SampleKeys.ED25519 + "\nsecret: " + wrap(before + OPENSSH), 2);
        found(SampleKeys.ED25519 + "\nsecret: " + wrap(before + PUTTY), 2);
    }

    @Test
    void base64_aroundSeveralKeys_isLookedInto() {
        found(wrap(SampleKeys.ED25519 + "\n" + OPENSSH).replaceAll(".{7}", "$0\n"), 1);
    }

    @Test
    void puttyKey_isToldHowToExportItsPublicHalf() {
        assertThat(PrivateMaterial.find(PUTTY))
                .hasValueSatisfying(refusal -> assertThat(refusal.message()).contains("puttygen -L"));
    }

    @Test
    void jsonWebKey_isPrivateOnlyWithItsPrivatePart() {
        found("{\"kty\":\"OKP\",\n\"d\" : \"c2VjcmV0\"}", 2);
        assertThat(PrivateMaterial.find("{\"kty\":\"OKP\",\"x\":\"cHVibGlj\"}")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA",
                "MCowBQYDK2VwAyEA",
                "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE",
                "MIIDazCCAlOgAwIBAgIUCAQAwCAQEEAgEAM",
                "the private key stays at home",
            })
    void publicKeysAndWords_areNoPrivateKeys(String text) {
        assertThat(PrivateMaterial.find(text)).isEmpty();
    }

    private static void found(String content, int line) {
        assertThat(PrivateMaterial.find(content)).as(content).hasValueSatisfying(refusal -> {
            assertThat(refusal.line()).isEqualTo(line);
            assertThat(refusal.reason()).isEqualTo(RejectionReason.PRIVATE_KEY);
        });
        assertThat(Sources.read(Sources.bytes("x.pub", content.getBytes(StandardCharsets.ISO_8859_1)))
                        .keys())
                .isEmpty();
    }

    private static PrivateKey key(String algorithm, int bits) throws Exception {
        var generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(bits);
        return generator.generateKeyPair().getPrivate();
    }

    private static String wrap(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
