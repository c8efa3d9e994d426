package dev.keyflux.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Keyflux and others judge the same keys; where they differ, {@link Damage} has it. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "where ssh-keygen may be another")
final class DifferentialTest {

    /** Every type that OpenSSH knows, and the sizes of RSA that it takes. */
    private static final KeyPolicy POLICY = KeyPolicy.defaults()
            .withAllowed(EnumSet.complementOf(EnumSet.of(KeyType.DSA)))
            .withMinRsaBits(1024);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void damage_isRefusedForWhatItIs(Damage damage) {
        assertThat(damage.keys()).isNotEmpty().allSatisfy(line -> {
            var verdict = Verdict.on(line);
            if (damage.says().isEmpty()) {
                assertThat(verdict.key()).isPresent();
            } else {
                assertThat(verdict.message()).contains(damage.says());
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void damage_isTakenByJustThoseThatTheTableNames(Oracle oracle) throws IOException {
        var actual = new ArrayList<String>();
        var expected = new ArrayList<String>();
        for (var damage : Damage.values()) {
            if (damage.of(oracle) != Damage.Answer.NOT_ASKED) {
                var lines = damage.keys();
                for (var fingerprint : oracle.fingerprints(lines, folder)) {
                    actual.add(damage + " " + (fingerprint.isPresent() ? Damage.Answer.TAKES : Damage.Answer.REFUSES));
                    expected.add(damage + " " + damage.of(oracle));
                }
            }
        }
        assertThat(actual).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource
    void randomDamage_isJudgedAlike_unlessTheTableHasTheDifference(Oracle oracle) throws IOException {
        var lines = DamagedKeys.random(4711, 400);
        var others = oracle.fingerprints(lines, folder);

        var unwanted = new ArrayList<String>();
        for (int i = 0; i < lines.size(); i++) {
            var verdict = Verdict.on(lines.get(i));
            if (!verdict.agreesWith(others.get(i)) && !isWanted(verdict, oracle)) {
                unwanted.add(verdict.message() + ", but by " + oracle + " " + others.get(i) + ": " + lines.get(i));
            }
        }
        assertThat(unwanted).isEmpty();
    }

    @Test
    void takenKey_hasTheMd5FingerprintThatSshKeygenShows() throws IOException {
        var keys = DamagedKeys.random(815, 300).stream()
                .flatMap(line -> Verdict.on(line).key().stream())
                .toList();

        assertThat(keys).hasSizeGreaterThan(50);
        assertThat(Oracle.shownBySshKeygen(keys.stream().map(SshPublicKey::line).toList(), "md5", folder))
                .isEqualTo(keys.stream().map(key -> Optional.of(key.md5())).toList());
    }

    private static boolean isWanted(Verdict verdict, Oracle oracle) {
        return verdict.key()
                .map(key -> Damage.of(key).of(oracle) == Damage.Answer.REFUSES)
                .orElseGet(() -> Damage.meantBy(verdict.message()).stream()
                        .anyMatch(damage -> damage.of(oracle) != Damage.Answer.REFUSES));
    }

    /** What Keyflux says of a line. */
    private record Verdict(Optional<SshPublicKey> key, String message) {

        static Verdict on(String line) {
            try {
                var key = SshPublicKey.parse(line);
                POLICY.check(key);
                return new Verdict(Optional.of(key), "taken");
            } catch (RefusedKeyException e) {
                return new Verdict(Optional.empty(), Objects.requireNonNull(e.getMessage()));
            }
        }

        boolean agreesWith(Optional<String> fingerprint) {
            return key.map(SshPublicKey::fingerprint).equals(fingerprint);
        }
    }
}
