package dev.keyflux.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Expected values are what ssh-keygen 9.2 and openssl 3.0 print for the sample keys. */
final class SshPublicKeyTest {

    private static final BigInteger F4 = BigInteger.valueOf(65537);
    private static final BigInteger MODULUS = BigInteger.TWO.pow(2047).add(BigInteger.ONE);

    @Test
    void rsa_parsed_hasFingerprintsOfOpenSshAndOfLightsail() {
        assertThat(SshPublicKey.parse(SampleKeys.RSA_2048))
                .isEqualTo(new SshPublicKey(
                        KeyType.RSA,
                        2048,
                        SampleKeys.base64(SampleKeys.RSA_2048),
                        "rsa2048@example.com",
                        "SHA256:M4yTcS4OGi15fVUuMxALA7JnB/+4Img7jDykPmKXJ4c",
                        "MD5:f0:e6:96:bb:36:63:d5:3d:9f:be:3b:b4:6d:63:7e:c4",
                        "ed:06:22:a2:be:df:bd:89:b5:6a:ce:f0:0e:c5:e5:77"));
    }

    @Test
    void ed25519_parsed_leavesLightsailFingerprintOpen() {
        assertThat(SshPublicKey.parse(SampleKeys.ED25519))
                .isEqualTo(new SshPublicKey(
                        KeyType.ED25519,
                        256,
                        SampleKeys.base64(SampleKeys.ED25519),
                        "ed25519@example.com",
                        "SHA256:MArNpN1whXMt+GO2N/RiMFJzpqLkKQw7Z9z7MX+ArVI",
                        "MD5:d3:0f:22:c8:2b:b3:56:a5:9f:5e:36:31:fa:e0:38:60",
                        null));
    }

    @Test
    void ecdsa_parsed_hasSizeOfItsCurve() {
        var p256 = SshPublicKey.parse(SampleKeys.ECDSA_256);
        var p384 = SshPublicKey.parse(SampleKeys.ECDSA_384);
        var p521 = SshPublicKey.parse(SampleKeys.ECDSA_521);

        assertThat(p256.bits()).isEqualTo(256);
        assertThat(p256.fingerprint()).isEqualTo("SHA256:2Vt68LT3BaqPdpCX/dFEGBEAHcLlA15jtHhe87PWC+E");
        assertThat(p256.lightsailFingerprint()).isNull();
        assertThat(p384.bits()).isEqualTo(384);
        assertThat(p384.fingerprint()).isEqualTo("SHA256:eR6rQ9EemNgB78u4y88tmHZ3KEGd0YKWZodWcO9GAL4");
        assertThat(p521.bits()).isEqualTo(521);
        assertThat(p521.md5()).isEqualTo("MD5:fd:67:34:d5:f3:42:a5:83:c3:61:d0:ec:dd:68:2e:0b");
    }

    @Test
    void securityKey_parsed_isReadToItsApplication() {
        assertThat(SshPublicKey.parse(SampleKeys.SK_ED25519).type()).isEqualTo(KeyType.SK_ED25519);
        assertThat(SshPublicKey.parse(SampleKeys.SK_ECDSA_256).bits()).isEqualTo(256);
        refused(SampleKeys.skEd25519(""), "application");
        refused(SampleKeys.skEcdsa256("ssh:\033[2J"), "application");
    }

    @Test
    void dsa_parsed_isNamedSoThatItCanBeRefused() {
        var key = SshPublicKey.parse(SampleKeys.DSA);

        assertThat(key.type()).isEqualTo(KeyType.DSA);
        assertThat(key.bits()).isEqualTo(1024);
    }

    @Test
    void line_ofParsedKey_isTheLine() {
        var bare = SampleKeys.type(SampleKeys.ED25519) + " " + SampleKeys.base64(SampleKeys.ED25519);

        assertThat(SshPublicKey.parse(SampleKeys.ED25519).line()).isEqualTo(SampleKeys.ED25519);
        assertThat(SshPublicKey.parse(bare).line()).isEqualTo(bare);
        assertThat(SshPublicKey.parse(bare).comment()).isEmpty();
        assertThat(SshPublicKey.parse(bare.replace(" ", "\t  ") + "  two  words")
                        .line())
                .isEqualTo("%s two  words", bare);
    }

    @Test
    void comment_withControlCharacter_isRefused() {
        var key = SshPublicKey.parse(SampleKeys.ED25519);

        refused(SampleKeys.ED25519 + "\033]0;owned\007", "U+001B");
        refused(SampleKeys.ED25519 + "\u009b2J", "U+009B");
        refused(SampleKeys.ED25519 + "\nssh-rsa AAAA", "U+000A");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new SshPublicKey(key.type(), 256, key.base64(), "a\nb", key.fingerprint(), key.md5(), null))
                .withMessage("comment 'a\\nb': holds a control character");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "ssh-ed25519",
                "ssh-ed25519 ",
                "ssh-ed25519 AAAA",
                "ssh-ed25519 ====",
                "AAAAC3NzaC1lZDI1NTE5AAAAIMBlpC8YACaa",
                "hello world",
                "SSH-ED25519 AAAAC3NzaC1lZDI1NTE5",
            })
    void text_thatIsNoKeyLine_isMalformed(String line) {
        refused(line, "");
    }

    @Test
    void line_withBlanksAroundOrOptions_isMalformed() {
        refused(" " + SampleKeys.ED25519, "no OpenSSH public key");
        refused(SampleKeys.ED25519 + " ", "blank");
        refused("restrict " + SampleKeys.ED25519, "no OpenSSH public key");
    }

    @Test
    void base64_ofEverySpellingButTheCanonical_isMalformed() {
        // The RSA blob's 279 bytes need no padding; the shortened exponent's 277 need two signs.
        var padded = rsa(BigInteger.valueOf(3), MODULUS);
        assertThat(padded).endsWith("==");
        var unpadded = padded.substring(0, padded.length() - 2);

        assertThat(SshPublicKey.parse(padded).base64()).isEqualTo(SampleKeys.base64(padded));
        refused(unpadded, "base64");
        refused(unpadded + "=", "base64");
        refused(padded + "=", "base64");
        refused(unpadded.substring(0, unpadded.length() - 1) + "R==", "base64");
        refused(padded.replace("AAAA", "AAAA*"), "base64");
        refused(padded.replace("AAAA", "AA-A"), "base64");
    }

    @Test
    void type_otherThanTheInnerOne_isMalformed() {
        refused("ssh-rsa " + SampleKeys.base64(SampleKeys.ED25519), "the key inside it is ssh-ed25519");
        refused(
                "ecdsa-sha2-nistp384 " + SampleKeys.base64(SampleKeys.ECDSA_256),
                "the key inside it is ecdsa-sha2-nistp256");
    }

    @Test
    void type_unknownButWellFormed_isUnsupported() {
        var line = SampleKeys.around(
                "ssh-xmss@openssh.com",
                new WireWriter().string("ssh-xmss@openssh.com").bytes());

        assertThatThrownBy(() -> SshPublicKey.parse(line))
                .isInstanceOfSatisfying(
                        RefusedKeyException.class,
                        e -> assertThat(e.reason()).isEqualTo(RejectionReason.UNSUPPORTED_TYPE))
                .hasMessageContaining("ssh-xmss@openssh.com");
    }

    @Test
    void certificate_isRefusedAsSuch() {
        assertThatThrownBy(() -> SshPublicKey.parse(SampleKeys.CERTIFICATE))
                .isInstanceOfSatisfying(
                        RefusedKeyException.class, e -> assertThat(e.reason()).isEqualTo(RejectionReason.CERTIFICATE));
    }

    @Test
    void line_longerThanOpenSshReads_isTooLarge() {
        assertThatThrownBy(() -> SshPublicKey.parse(SampleKeys.ED25519 + "x".repeat(16_384)))
                .isInstanceOfSatisfying(
                        RefusedKeyException.class, e -> assertThat(e.reason()).isEqualTo(RejectionReason.TOO_LARGE));
    }

    @Test
    void rsaExponent_oddFrom3To64Bits_isTaken() {
        assertThat(SshPublicKey.parse(rsa(BigInteger.valueOf(3), MODULUS)).bits())
                .isEqualTo(2048);
        assertThat(SshPublicKey.parse(rsa(BigInteger.TWO.pow(63).setBit(0), MODULUS))
                        .bits())
                .isEqualTo(2048);
        refused(rsa(BigInteger.ZERO, MODULUS), "exponent is zero");
        refused(rsa(BigInteger.ONE, MODULUS), RejectionReason.WEAK, "exponent is 1 or even");
        refused(rsa(F4.add(BigInteger.ONE), MODULUS), RejectionReason.WEAK, "exponent is 1 or even");
        refused(rsa(F4.negate(), MODULUS), "exponent is negative");
        refused(rsa(BigInteger.TWO.pow(64).setBit(0), MODULUS), "exponent of 65 bits");
    }

    @Test
    void rsaModulus_oddAndUpTo16384Bits_isTaken() {
        assertThat(SshPublicKey.parse(rsa(F4, BigInteger.TWO.pow(16_383).setBit(0)))
                        .bits())
                .isEqualTo(16_384);
        refused(rsa(F4, BigInteger.TWO.pow(16_384).setBit(0)), "modulus of 16385 bits");
        refused(rsa(F4, MODULUS.add(BigInteger.ONE)), "modulus is even");
        refused(rsa(F4, MODULUS.negate()), "modulus is negative");
        refused(rsa(F4, BigInteger.ZERO), "modulus is zero");
        refused(rsa(F4, BigInteger.valueOf(17)), "not larger than the exponent");
    }

    @Test
    void rsaNumber_withNeedlessLeadingZero_isMalformed() {
        var modulus = MODULUS.toByteArray();
        var blob = new WireWriter()
                .string("ssh-rsa")
                .mpint(F4)
                .string(new WireWriter().raw((byte) 0).raw(modulus).bytes());

        refused(SampleKeys.around(KeyType.RSA, blob), "modulus has a needless leading zero");
    }

    @Test
    void ed25519_ofOtherThan32Bytes_isMalformed() {
        for (int length : new int[] {0, 31, 33}) {
            var blob = new WireWriter().string("ssh-ed25519").string(new byte[length]);
            refused(SampleKeys.around(KeyType.ED25519, blob), "an Ed25519 key of " + length + " bytes");
        }
    }

    @Test
    void ecdsaPoint_offCurveOrCompressed_isMalformed() {
        var blob = SampleKeys.blob(SampleKeys.ECDSA_256);
        blob[blob.length - 1] ^= 1;
        refused(SampleKeys.around("ecdsa-sha2-nistp256", blob), "does not lie on the curve");

        var point = Arrays.copyOfRange(blob, blob.length - 65, blob.length - 32);
        point[0] = 2;
        refused(ecdsa("nistp256", point), "not an uncompressed point");
        refused(ecdsa("nistp256", new byte[1]), "not an uncompressed point");
    }

    @Test
    void ecdsaCoordinate_beyondTheField_isMalformed() {
        var point = new byte[65];
        Arrays.fill(point, (byte) 0xff);
        point[0] = 4;

        refused(ecdsa("nistp256", point), "does not lie on the curve");
    }

    @Test
    void ecdsaCurve_otherThanTheTypes_isMalformed() {
        refused(ecdsa("nistp384", new byte[65]), "curve");
    }

    @Test
    void key_cutOffOrFollowedByBytes_saysSo() {
        var blob = SampleKeys.blob(SampleKeys.ED25519);

        refused(SampleKeys.around("ssh-ed25519", Arrays.copyOf(blob, blob.length - 1)), "ends early");
        refused(
                SampleKeys.around("ssh-ed25519", Arrays.copyOf(blob, blob.length + 2)),
                "follow the end of the key (2)");
    }

    private static String rsa(BigInteger exponent, BigInteger modulus) {
        return SampleKeys.around(
                KeyType.RSA, new WireWriter().string("ssh-rsa").mpint(exponent).mpint(modulus));
    }

    private static String ecdsa(String curve, byte[] point) {
        return SampleKeys.around(
                KeyType.ECDSA_P256,
                new WireWriter().string("ecdsa-sha2-nistp256").string(curve).string(point));
    }

    private static void refused(String line, String message) {
        refused(line, RejectionReason.MALFORMED, message);
    }

    private static void refused(String line, RejectionReason reason, String message) {
        assertThatThrownBy(() -> SshPublicKey.parse(line))
                .isInstanceOfSatisfying(
                        RefusedKeyException.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageContaining(message);
    }
}
