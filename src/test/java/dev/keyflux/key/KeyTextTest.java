package dev.keyflux.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeyTextTest {

    private static final String WRAPPED = base64(SampleKeys.ED25519 + "\n");
    private static final String PEM = Pem.publicKey(
            SubjectPublicKeyInfo.ed25519(Arrays.copyOfRange(SampleKeys.blob(SampleKeys.ED25519), 19, 51)));

    @ParameterizedTest
    @ValueSource(strings = {"%s", "%s\n", "  %s\r\n", "\uFEFF%s"})
    void file_thatIsBase64OfAKeyLine_isDecodedAndSaysSo(String layout) {
        unwrapped(layout.formatted(WRAPPED), 1);
    }

    @Test
    void base64_overSeveralLines_isDecodedAtItsFirst() {
        unwrapped("\n\n" + WRAPPED.replaceAll(".{40}", "$0\r\n"), 3);
    }

    @Test
    void base64_ofSeveralKeys_yieldsThemAll() {
        var batch = Sources.read(Sources.text("team.pub", base64(SampleKeys.ED25519 + "\n" + PEM)));

        assertThat(Sources.names(batch)).containsExactly("team-1", "team-2");
        assertThat(batch.keys()).extracting(key -> key.source().line()).containsOnly(1);
    }

    @Test
    void base64_twiceOver_isNoKey() {
        assertThat(Sources.read(Sources.text("bob.pub", base64(WRAPPED))).rejected())
                .extracting(RejectedKey::reason)
                .containsExactly(RejectionReason.MALFORMED);
    }

    @Test
    void base64_ofADamagedKey_saysWhatIsWrongInside() {
        var batch = Sources.read(
                Sources.text("bob.pub", base64("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAoh " + "c".repeat(40))));

        assertThat(batch.rejected()).singleElement().satisfies(entry -> {
            assertThat(entry.reason()).isEqualTo(RejectionReason.MALFORMED);
            assertThat(entry.message()).contains("ends early");
        });
    }

    @Test
    void words_thatHappenToBeBase64_areNoKey() {
        var batch = Sources.read(Sources.text("bob.pub", "lorem ipsum dolor\n".repeat(2_000)));

        assertThat(batch.rejected()).extracting(RejectedKey::reason).containsExactly(RejectionReason.MALFORMED);
    }

    @Test
    void forms_mixedInOneFile_areEachTakenAtTheirLine() {
        var batch = Sources.read(Sources.text(
                "team.pub", "Keys of the team\n\n" + PEM + "# and\n" + SampleKeys.RSA_2048 + "\nBest regards\n" + PEM));

        assertThat(batch.rejected()).isEmpty();
        assertThat(batch.keys()).extracting(key -> key.source().line()).containsExactly(3, 7, 9);
        assertThat(Sources.names(batch)).containsExactly("team-1", "team-2", "team-3");
    }

    @Test
    void block_withoutEnd_isMalformedAndSwallowsNoKeyBehindIt() {
        var cutOff = PEM.substring(0, PEM.indexOf("-----END"));

        var batch = Sources.read(Sources.text("x.pub", cutOff + SampleKeys.RSA_2048 + "\n" + cutOff + PEM + cutOff));

        assertThat(batch.keys()).extracting(key -> key.source().line()).containsExactly(3, 6);
        assertThat(batch.rejected())
                .extracting(entry -> entry.source().line() + " " + entry.reason())
                .containsExactly("1 MALFORMED", "4 MALFORMED", "9 MALFORMED");
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 60, 64, 70, 76})
    void base64_besideABlock_isToldOverHoweverManyLines(int columns) {
        for (var key : List.of(
                SampleKeys.ED25519,
                "no-pty " + SampleKeys.RSA_2048,
                " " + SampleKeys.ECDSA_256,
                PEM.replace("PUBLIC KEY", "RSA PUBLIC KEY"))) {
            var wrapped = base64(key).replaceAll("(.{" + columns + "})", "$1\n");

            assertMalformedBesideAKey(PEM + wrapped);
            assertMalformedBesideAKey(PEM + "key: \"" + wrapped.replace("\n", "") + "\"");
        }
    }

    @Test
    void block_withoutEnd_swallowsNoDamagedKeyBehindIt() {
        for (var key : List.of(
                base64(SampleKeys.ED25519),
                SampleKeys.ED25519.replaceFirst(" ", "\u00a0"),
                "> " + PEM.lines().findFirst().orElseThrow())) {
            var cutOff = PEM.substring(0, PEM.indexOf("-----END"));

            assertThat(Sources.read(Sources.text("x.pub", cutOff + key)).rejected())
                    .as(key)
                    .extracting(entry -> entry.source().line() + " " + entry.reason())
                    .containsExactly("1 MALFORMED", "3 MALFORMED");
        }
    }

    @Test
    void byteOrderMark_whereFilesWerePutTogether_isNoPartOfTheKey() {
        var batch = Sources.read(Sources.text(
                "x.pub", "\uFEFF" + SampleKeys.ED25519 + "\n\uFEFF" + SampleKeys.RSA_2048 + "\n\uFEFF" + PEM));

        assertThat(batch.rejected()).isEmpty();
        assertThat(batch.keys()).extracting(key -> key.source().line()).containsExactly(1, 2, 3);
        assertThat(Sources.read(Sources.text("x.pub", SampleKeys.ED25519 + "\n\uFEFF" + PEM + "of bob\n"))
                        .rejected())
                .isEmpty();
    }

    @Test
    void block_withTheEndOfAnother_isMalformed() {
        var batch = Sources.read(Sources.text("x.pub", PEM.replace("END PUBLIC", "END RSA PUBLIC")));

        assertThat(batch.rejected()).extracting(RejectedKey::reason).containsExactly(RejectionReason.MALFORMED);
    }

    @Test
    void block_beyondTheLimit_isTooLarge() {
        var batch = Sources.read(Sources.text("x.pub", Pem.publicKey(new byte[20_000])));

        assertThat(batch.rejected()).extracting(RejectedKey::reason).containsExactly(RejectionReason.TOO_LARGE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "github.com ",
                "github.com,140.82.121.4 ",
                "[example]:2222 ",
                "|1|F1E1KeoE/eEWhi10WpGv4OdiO6Y=|3988QV0VE8wmZL7suNrYQLITLCg= ",
                "@cert-authority *.example.com ",
                "@revoked * ",
            })
    void line_ofKnownHosts_isNoUsersKey(String hosts) {
        var batch = Sources.read(Sources.text("x.pub", hosts + SampleKeys.ED25519));

        assertThat(batch.rejected()).singleElement().satisfies(entry -> {
            assertThat(entry.reason()).isEqualTo(RejectionReason.MALFORMED);
            assertThat(entry.message()).contains("known_hosts");
        });
    }

    @Test
    void line_ofAListOfUsers_isNoLineOfKnownHosts() {
        assertThat(Sources.read(Sources.text("x.pub", "alice: " + SampleKeys.ED25519))
                        .rejected())
                .singleElement()
                .extracting(RejectedKey::message)
                .asString()
                .doesNotContain("known_hosts");
    }

    private static void assertMalformedBesideAKey(String content) {
        var batch = Sources.read(Sources.text("x.pem", content));

        assertThat(batch.keys()).as(content).hasSize(1);
        assertThat(batch.rejected())
                .as(content)
                .extracting(RejectedKey::reason)
                .isNotEmpty()
                .containsOnly(RejectionReason.MALFORMED);
    }

    private static void unwrapped(String content, int line) {
        var batch = Sources.read(Sources.text("bob.pub", content));

        assertThat(batch.rejected()).isEmpty();
        assertThat(batch.keys()).singleElement().satisfies(key -> {
            assertThat(key.name()).isEqualTo("bob");
            assertThat(key.key()).isEqualTo(SshPublicKey.parse(SampleKeys.ED25519));
            assertThat(key.source()).isEqualTo(new SourceLine("bob.pub", line));
            assertThat(key.notes()).singleElement().asString().contains("base64 of a key file");
        });
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
