package dev.keyflux.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.util.Base64;
import java.util.List;
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
        found("bob,\"{\"\"kty\"\":\"\"OKP\"\",\"\"d\"\":\"\"c2VjcmV0\"\"}\"", 1);
        assertThat(PrivateMaterial.find("{\"kty\":\"OKP\",\"x\":\"cHVibGlj\"}")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"US-ASCII", "UTF-16", "UTF-16LE"})
    void base64_besideOtherText_isLookedInto(String charset) {
        var jwk = "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"cHVibGlj\",\n\"d\":\"c2VjcmV0c2VjcmV0c2VjcmV0\"}";
        var pem = "-----BEGIN PRIVATE KEY-----\nc2VjcmV0c2VjcmV0c2VjcmV0\n-----END PRIVATE KEY-----\n";

        for (var secret : List.of(jwk, pem)) {
            var bytes = secret.getBytes(Charset.forName(charset));
            found(SampleKeys.ED25519 + "\n" + Base64.getEncoder().encodeToString(bytes) + "\n", 2);
            found("name,key\n\nbob," + Base64.getMimeEncoder().encodeToString(bytes) + "\n", 3);
        }
    }

    @Test
    void base64_twiceOrDividedWithinItsWords_isFoundBesideAKey() {
        var pem = "-----BEGIN PRIVATE KEY-----\nc2VjcmV0c2VjcmV0c2VjcmV0\n-----END PRIVATE KEY-----\n";

        found(SampleKeys.ED25519 + "\n" + base64(base64(pem)), 2);
        found(SampleKeys.ED25519 + "\nkey: |\n  " + base64(pem).replaceAll("(.{8})", "$1\n  "), 3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-----BEGIN%20RSA%20PRIVATE%20KEY-----",
                "-----BEGIN+PRIVATE+KEY-----",
                "-----BEGIN\u00c2\u00a0PRIVATE\u00c2\u00a0KEY-----",
                "x=%0AMIIEpAIBAAKCAQEA",
                "x=\\nMIIEpAIBAAKCAQEA",
                "+MIIEpAIBAAKCAQEA",
                "MIIKSAIBAzCCCf4GCSqGSIb3",
                "    priv:\n        a1:b2:c3",
            })
    void privateKey_asOtherFilesQuoteIt_isFound(String text) {
        found(SampleKeys.ED25519 + "\n" + text, 2);
    }

    @Test
    void jsonWebKey_inBase64OfAnyLayout_isFound() {
        var secret = "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"cHVibGlj\",\"d\":\"c2VjcmV0c2VjcmV0c2VjcmV0\"}";
        var open = "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"cHVibGlj\",\"y\":\"cHVibGljcHVibGljcHVibGlj\"}";
        var key = SampleKeys.ED25519;

        for (var end : List.of("", " ", "  ")) {
            assertThat(PrivateMaterial.find(key + "\n" + base64(open + end) + "\n" + base64(secret)))
                    .isPresent();
        }
        for (var layout : List.of("\uFEFF%s", "[%s]", "\n%s", " %s", "[\n%s]")) {
            found(key + " " + base64(layout.formatted(secret)), 1);
        }
        var wrapped = base64(secret).replaceAll("(.{40})", "$1@");
        found(key + "\nkey: |\n  " + wrapped.replace("@", "\n  "), 3);
        found(key + "\n\"" + wrapped.replace("@", "\\n") + "\"", 2);
        found(key + " " + secret.replace("\"", "\\\""), 1);
        assertThat(PrivateMaterial.find(key + "\n" + base64(open))).isEmpty();
    }

    /** Each line of a level is base64 of lines of the level below. */
    @Test
    void base64_inBase64ManyTimesOver_isNotLookedIntoForEver() {
        var text = "\r\nDQpAQQQQQQ".repeat(40);
        for (int level = 0; level < 14; level++) {
            var outer = new StringBuilder();
            for (int at = 0; at < text.length(); at += 12 * 7) {
                outer.append("\r\n").append(wrap(text.substring(at, Math.min(text.length(), at + 12 * 7))));
            }
            text = outer.toString();
        }

        assertThat(PrivateMaterial.find(text)).isEmpty();
    }

    /** From each of the beginnings all of the blanks would be walked over. */
    @Test
    void base64_beforeManyBlankLines_isNotWalkedOverFromEachLine() {
        assertThat(PrivateMaterial.find("eyA\n".repeat(20_000) + "\n".repeat(12 * 1024 * 1024)))
                .isEmpty();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
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
