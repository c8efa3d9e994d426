package dev.keyflux.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** However a key is damaged, it is refused or another key: never this one, never an unexpected exception. */
final class SshPublicKeyMutationTest {

    static List<String> lines() {
        return List.of(
                SampleKeys.ED25519,
                SampleKeys.RSA_2048,
                SampleKeys.ECDSA_256,
                SampleKeys.ECDSA_384,
                SampleKeys.ECDSA_521,
                SampleKeys.SK_ED25519,
                SampleKeys.SK_ECDSA_256,
                SampleKeys.DSA);
    }

    @ParameterizedTest
    @MethodSource("lines")
    void blob_withOneBitFlipped_isNeverTheSameKey(String line) {
        var original = SshPublicKey.parse(line);
        var blob = SampleKeys.blob(line);
        for (int bit = 0; bit < blob.length * Byte.SIZE; bit++) {
            blob[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            checkOther(original, SampleKeys.around(SampleKeys.type(line), blob));
            blob[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
        }
    }

    @ParameterizedTest
    @MethodSource("lines")
    void blob_cutAnywhere_isRefused(String line) {
        var blob = SampleKeys.blob(line);
        for (int length = 0; length < blob.length; length++) {
            var cut = SampleKeys.around(SampleKeys.type(line), Arrays.copyOf(blob, length));
            assertThatExceptionOfType(RefusedKeyException.class)
                    .as("%d bytes", length)
                    .isThrownBy(() -> SshPublicKey.parse(cut));
        }
    }

    @ParameterizedTest
    @MethodSource("lines")
    void blob_withBytesBehind_isRefused(String line) {
        var blob = SampleKeys.blob(line);
        for (int more = 1; more < 10; more++) {
            var longer = SampleKeys.around(SampleKeys.type(line), Arrays.copyOf(blob, blob.length + more));
            assertThatExceptionOfType(RefusedKeyException.class)
                    .as("%d more bytes", more)
                    .isThrownBy(() -> SshPublicKey.parse(longer));
        }
    }

    @ParameterizedTest
    @MethodSource("lines")
    void base64_withOneCharacterReplacedOrLost_isNeverTheSameKey(String line) {
        var original = SshPublicKey.parse(line);
        var type = SampleKeys.type(line) + " ";
        var base64 = SampleKeys.base64(line);
        for (int i = 0; i < base64.length(); i++) {
            var start = type + base64.substring(0, i);
            var end = base64.substring(i + 1);
            checkOther(original, start + (base64.charAt(i) == 'A' ? 'B' : 'A') + end);
            checkOther(original, start + '\u00e9' + end);
            if (base64.charAt(i) != '=') {
                checkOther(original, start + end);
            }
        }
    }

    private static void checkOther(SshPublicKey original, String line) {
        parsed(line).ifPresent(other -> {
            assertThat(other.fingerprint()).isNotEqualTo(original.fingerprint());
            assertThat(other.md5()).isNotEqualTo(original.md5());
            assertThat(other.match(original.fingerprint())).isEqualTo(FingerprintMatch.DIFFERENT);
        });
    }

    private static Optional<SshPublicKey> parsed(String line) {
        try {
            return Optional.of(SshPublicKey.parse(line));
        } catch (RefusedKeyException e) {
            return Optional.empty();
        }
    }
}
