package dev.keyflux.key;

import static dev.keyflux.key.FingerprintMatch.CANNOT_TELL;
import static dev.keyflux.key.FingerprintMatch.DIFFERENT;
import static dev.keyflux.key.FingerprintMatch.SAME;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class FingerprintMatchTest {

    private static final String OTHER_MD5 = "00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff";
    private static final String SHA1 = OTHER_MD5 + ":01:02:03:04";
    private static final SshPublicKey RSA = SshPublicKey.parse(SampleKeys.RSA_2048);

    /** A key with the MD5 of its SubjectPublicKeyInfo, as {@code openssl md5 -c} prints it. */
    record Known(SshPublicKey key, String spkiMd5) {}

    static List<Known> known() {
        return List.of(
                known(SampleKeys.RSA_2048, "ed:06:22:a2:be:df:bd:89:b5:6a:ce:f0:0e:c5:e5:77"),
                known(SampleKeys.RSA_1024, "3d:a4:8f:7d:8e:a1:25:c1:a9:1b:e2:a2:17:f3:b6:d5"),
                known(SampleKeys.ED25519, "db:b3:5b:e4:d6:90:21:98:34:81:da:d1:c2:e9:1d:67"),
                known(SampleKeys.ECDSA_256, "38:22:23:92:b2:7e:32:11:4e:41:95:f7:73:a6:c4:46"),
                known(SampleKeys.ECDSA_384, "01:ad:c8:c4:a5:29:a4:97:0f:e0:07:5f:1e:37:60:24"),
                known(SampleKeys.ECDSA_521, "c8:58:b5:c8:a2:a6:18:ae:36:e8:2c:bf:73:8d:4c:c7"));
    }

    @ParameterizedTest
    @MethodSource("known")
    void md5_ofEitherForm_tellsSameFromDifferent(Known known) {
        var key = known.key();

        assertThat(key.match(known.spkiMd5())).isEqualTo(SAME);
        assertThat(key.match("MD5:" + known.spkiMd5().toUpperCase(Locale.ROOT))).isEqualTo(SAME);
        assertThat(key.match(key.md5())).isEqualTo(SAME);
        assertThat(key.match(key.md5().substring("MD5:".length()))).isEqualTo(SAME);
        assertThat(key.match(OTHER_MD5)).isEqualTo(DIFFERENT);
    }

    @ParameterizedTest
    @MethodSource("known")
    void sha256_withOrWithoutPrefixAndPadding_tellsSameFromDifferent(Known known) {
        var key = known.key();
        var bare = key.fingerprint().substring("SHA256:".length());
        var other = "SHA256:" + "A".repeat(43);

        assertThat(key.match(key.fingerprint())).isEqualTo(SAME);
        assertThat(key.match(bare)).isEqualTo(SAME);
        assertThat(key.match(bare + "=")).isEqualTo(SAME);
        assertThat(key.match(other)).isEqualTo(DIFFERENT);
    }

    @ParameterizedTest
    @MethodSource("known")
    void anythingElse_cannotBeTold(Known known) {
        var key = known.key();

        assertThat(key.match(null)).isEqualTo(CANNOT_TELL);
        assertThat(key.match("")).isEqualTo(CANNOT_TELL);
        assertThat(key.match(SHA1)).isEqualTo(CANNOT_TELL);
        assertThat(key.match(OTHER_MD5 + ":")).isEqualTo(CANNOT_TELL);
        assertThat(key.match(OTHER_MD5.replace(":", ""))).isEqualTo(CANNOT_TELL);
        assertThat(key.match("SHA256:" + "A".repeat(42))).isEqualTo(CANNOT_TELL);
        assertThat(key.match("SHA512:" + "A".repeat(43))).isEqualTo(CANNOT_TELL);
        assertThat(key.match("unknown")).isEqualTo(CANNOT_TELL);
    }

    @Test
    void rsa_againstWhatItIsExpectedToShow_isSame() {
        assertThat(RSA.match(RSA.lightsailFingerprint())).isEqualTo(SAME);
    }

    @Test
    void securityKey_againstAnUnknownMd5_cannotBeTold() {
        var key = SshPublicKey.parse(SampleKeys.SK_ED25519);

        assertThat(key.match(key.md5())).isEqualTo(SAME);
        assertThat(key.match(key.fingerprint())).isEqualTo(SAME);
        assertThat(key.match(OTHER_MD5)).isEqualTo(CANNOT_TELL);
    }

    private static Known known(String line, String spkiMd5) {
        return new Known(SshPublicKey.parse(line), spkiMd5);
    }
}
