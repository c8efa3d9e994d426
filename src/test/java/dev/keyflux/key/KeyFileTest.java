package dev.keyflux.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class KeyFileTest {

    private static final String SECRET = "c2VjcmV0LW1hdGVyaWFs";
    private static final String BLOCK = "---- BEGIN SSH2 PUBLIC KEY ----\n" + SampleKeys.base64(SampleKeys.ED25519)
            + "\n---- END SSH2 PUBLIC KEY ----\n";

    @Test
    void authorizedKeys_withAllThatMayStandInIt_yieldsItsKeys() {
        var batch = Sources.read(
                Sources.text("keys/authorized_keys", """
                # the team

                \t%s
                restrict,command="echo \\"a, b\\"" %s
                   # indented comment
                """.formatted(SampleKeys.ED25519, SampleKeys.RSA_2048)));

        assertThat(batch.rejected()).isEmpty();
        assertThat(batch.keys())
                .containsExactly(
                        new NamedKey(
                                "authorized_keys-1",
                                SshPublicKey.parse(SampleKeys.ED25519),
                                new SourceLine("keys/authorized_keys", 3)),
                        new NamedKey(
                                "authorized_keys-2",
                                SshPublicKey.parse(SampleKeys.RSA_2048),
                                new SourceLine("keys/authorized_keys", 4),
                                List.of(OpenSshLine.UNRESTRICTED)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "%s\n", "%s\r\n", "\r\n%s\r", "\uFEFF%s\n", "\uFEFF# note\r\n%s", "  %s  "})
    void key_underAnyLineEndAndByteOrderMark_isTaken(String layout) {
        var batch = Sources.read(Sources.text("bob.pub", layout.formatted(SampleKeys.ED25519)));

        assertThat(batch.rejected()).isEmpty();
        assertThat(batch.keys()).extracting(NamedKey::key).containsExactly(SshPublicKey.parse(SampleKeys.ED25519));
        assertThat(Sources.names(batch)).containsExactly("bob");
    }

    @Test
    void comment_inLatin1_isReadAsSuchAndNoted() {
        var line = SampleKeys.ED25519.replace("ed25519@example.com", "J\u00f6rg");

        var batch = Sources.read(Sources.bytes("bob.pub", line.getBytes(StandardCharsets.ISO_8859_1)));

        assertThat(batch.keys()).singleElement().satisfies(key -> {
            assertThat(key.key().comment()).isEqualTo("J\u00f6rg");
            assertThat(key.notes()).singleElement().asString().contains("read as Latin-1", "UTF-8");
        });
    }

    @Test
    void options_thatBindAKey_areLeftOutAndNoted() {
        var lines = "from=\"10.0.0.0/8\",command=\"backup\" " + SampleKeys.ED25519 + "\n" + SampleKeys.RSA_2048;

        var batch = Sources.read(Sources.text("authorized_keys", lines));

        assertThat(batch.keys())
                .satisfiesExactly(
                        bound -> {
                            assertThat(bound.key()).isEqualTo(SshPublicKey.parse(SampleKeys.ED25519));
                            assertThat(bound.notes()).singleElement().asString().contains("options", "left out");
                        },
                        free -> assertThat(free.notes()).isEmpty());
    }

    @Test
    void badLines_beforeGoodOnes_areRejectedWithTheirPlace() {
        var batch = Sources.read(Sources.text(
                "-",
                String.join(
                        "\n", SampleKeys.ED25519, "ssh-rsa AAAA", "", "junk", SampleKeys.DSA, SampleKeys.RSA_2048)));

        assertThat(Sources.names(batch)).containsExactly("stdin-1", "stdin-5");
        assertThat(batch.rejected())
                .extracting(entry -> entry.source() + " " + entry.reason().wireName())
                .containsExactly("-:2 malformed", "-:4 malformed", "-:5 unsupported_type");
    }

    @Test
    void lineWithTwoKeys_isNotTakenForOneWithAComment() {
        rejected(SampleKeys.ED25519 + SampleKeys.RSA_2048, RejectionReason.MALFORMED, 1, "another key in the comment");
    }

    @Test
    void keysInBase64EachOnALine_areNotTakenForOne() {
        // Without padding the two decode as one text.
        var first = SampleKeys.ED25519 + " ".repeat(3 - SampleKeys.ED25519.length() % 3);

        rejected(
                base64(first) + "\n" + base64(SampleKeys.RSA_2048) + "\n",
                RejectionReason.MALFORMED,
                1,
                "another key in the comment");
    }

    @Test
    void keysAroundBlocks_areRejectedIfTheyCannotBeTaken() {
        var begin = "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA\n";

        var batch = Sources.read(Sources.text(
                "x.pub",
                "These are keys.\n" + begin + "from=\"10.0.0.1\" " + SampleKeys.ED25519 + "\n\"" + SampleKeys.RSA_2048
                        + "\"\n"));

        assertThat(Sources.names(batch)).containsExactly("x-2");
        assertThat(batch.rejected())
                .extracting(entry -> entry.source() + " " + entry.reason().wireName())
                .containsExactly("x.pub:2 malformed", "x.pub:5 malformed");
    }

    @Test
    void keyInBase64BesideABlock_isRejectedAndNotPassedOver() {
        var batch = Sources.read(Sources.text(
                "x.pub", BLOCK + base64("words that are none ".repeat(9)) + "\n" + base64(SampleKeys.RSA_2048)));

        assertThat(Sources.names(batch)).containsExactly("x-1");
        assertThat(batch.rejected())
                .extracting(entry -> entry.source() + " " + entry.reason().wireName())
                .containsExactly("x.pub:5 malformed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "> -----BEGIN PUBLIC KEY-----",
                "\u2014\u2014-BEGIN PUBLIC KEY-----",
                "alice=-----BEGIN PUBLIC KEY-----\\nMCowBQYDK2VwAyEA",
                "ssh-ed25519\u00A0AAAAC3NzaC1lZDI1NTE5AAAAIAohNjrVXQ9Z1Xnv3s0Zc5uQ1nNf0aaaaaaaaaaaaaaaaaaa",
                "SSH-ED25519 AAAAC3NzaC1lZDI1NTE5AAAAIAohNjrVXQ9Z1Xnv3s0Zc5uQ1nNf0aaaaaaaaaaaaaaaaaaa",
                "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"cHVibGlj\"}",
            })
    void damagedKeyBesideABlock_isRejectedAndNotPassedOver(String damaged) {
        var batch = Sources.read(Sources.text("x.pub", "The keys of the team:\n" + BLOCK + damaged + "\nRegards\n"));

        assertThat(Sources.names(batch)).containsExactly("x-1");
        assertThat(batch.rejected())
                .extracting(entry -> entry.source() + " " + entry.reason().wireName())
                .containsExactly("x.pub:5 malformed");
    }

    @Test
    void wordsAboutABlock_areNoKey() {
        var batch = Sources.read(Sources.text(
                "team.pub",
                "Paste everything from BEGIN PUBLIC KEY to END PUBLIC KEY.\npriv: kept in the vault of alice\n"
                        + BLOCK));

        assertThat(batch.rejected()).isEmpty();
        assertThat(Sources.names(batch)).containsExactly("team");
    }

    @Test
    void commentThatEndsInAByteOfAnotherCharacter_makesNoBlock() {
        var batch = Sources.read(
                Sources.text("x.pub", SampleKeys.ED25519 + " caf\u00C5-----BEGIN X-----\nwhat is this?\n"));

        assertThat(batch.keys()).hasSize(1);
        assertThat(batch.rejected()).extracting(RejectedKey::reason).containsExactly(RejectionReason.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-----BEGIN PUBLIC KEY-----\nMCow", "---- BEGIN SSH2 PUBLIC KEY ----\nComment: mine\nAAAA"})
    void keysBehindABlockThatIsCutOff_areNotItsBody(String begin) {
        var batch = Sources.read(Sources.text(
                "x.pub", begin + "\nrestrict " + SampleKeys.ED25519 + "\n\"" + SampleKeys.RSA_2048 + "\"\n"));

        assertThat(Sources.names(batch)).containsExactly("x-2");
        assertThat(batch.rejected()).hasSize(2);
        var quoted = Sources.read(Sources.text("x.pub", begin + "\n\"" + SampleKeys.RSA_2048 + "\"\n"));
        assertThat(quoted.rejected()).hasSize(2);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "# nothing but a comment\n", "\uFEFF", " \t\r\n"})
    void file_withoutAnyEntry_isEmpty(String content) {
        rejected(content, RejectionReason.EMPTY, 1, "no key in it");
    }

    @Test
    void line_beyondTheLimit_isTooLargeUnlessItIsAComment() {
        var batch = Sources.read(Sources.text(
                "bob.pub", "# " + "x".repeat(20_000) + "\n" + "y".repeat(20_000) + "\n" + SampleKeys.ED25519));

        assertThat(Sources.names(batch)).containsExactly("bob-2");
        assertThat(batch.rejected()).extracting(RejectedKey::reason).containsExactly(RejectionReason.TOO_LARGE);
        assertThat(batch.rejected()).extracting(entry -> entry.source().line()).containsExactly(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-----BEGIN OPENSSH PRIVATE KEY-----",
                "-----BEGIN RSA PRIVATE KEY-----",
                "-----BEGIN DSA PRIVATE KEY-----",
                "-----BEGIN EC PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----",
                "-----BEGIN ENCRYPTED PRIVATE KEY-----",
                "---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----",
                "-----BEGIN PGP PRIVATE KEY BLOCK-----",
                "-----END OPENSSH PRIVATE KEY-----",
                "PuTTY-User-Key-File-3: ssh-ed25519",
                "Private-Lines: 1",
                "SSH PRIVATE KEY FILE FORMAT 1.1",
                "b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQ",
                "AGE-SECRET-KEY-1QQQQ",
                "Private-Key: (2048 bit, 2 primes)",
                "RSA Private-Key: (2048 bit, 2 primes)",
                "privateExponent:",
                "priv:",
                "{\"kty\":\"OKP\",\"x\":\"a\",\"d\":\"",
            })
    void privateKey_inAnyForm_isRefusedWithTheWholeFile(String mark) {
        var content = SampleKeys.ED25519 + "\n\n" + mark + "\n" + SECRET + "\n";

        rejected(content, RejectionReason.PRIVATE_KEY, 3, "export the public half with");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32"})
    void privateKey_inAnyEncoding_isStillRecognised(String charset) {
        var content = "-----BEGIN OPENSSH PRIVATE KEY-----\n" + SECRET;

        rejected(content.getBytes(Charset.forName(charset)), RejectionReason.PRIVATE_KEY, 1, "export the public half");
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-16, UTF-16 (big endian)",
        "UTF-16LE, UTF-16 (little endian)",
        "UTF-16BE, UTF-16 (big endian)",
        "X-UTF-16LE-BOM, UTF-16 (little endian)",
        "X-UTF-32LE-BOM, UTF-32",
        "X-UTF-32BE-BOM, UTF-32"
    })
    void wideEncoding_isNamed(String charset, String shown) {
        rejected(SampleKeys.ED25519.getBytes(Charset.forName(charset)), RejectionReason.MALFORMED, 1, shown);
    }

    @ParameterizedTest
    @CsvSource({
        "-----BEGIN CERTIFICATE-----, certificate, X.509",
        "-----BEGIN CERTIFICATE REQUEST-----, certificate, X.509",
        "-----BEGIN PGP PUBLIC KEY BLOCK-----, unsupported_type, PGP",
        "---- BEGIN SSH2 SOMETHING ----, unsupported_type, no public key",
        "<!DOCTYPE html><html>, malformed, HTML",
        "{\"message\": \"Not Found\"}, malformed, JSON",
        "[{\"id\": 1}], malformed, JSON",
        "Dear all here are the keys, malformed, no OpenSSH public key",
    })
    void foreignFormat_isRefusedWithWhatToDo(String firstLine, String reason, String message) {
        rejected(
                "\n" + firstLine + "\n" + SECRET, RejectionReason.valueOf(reason.toUpperCase(Locale.ROOT)), 2, message);
    }

    @Test
    void binary_isOneMalformedEntry() {
        var bytes = new byte[4096];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31);
        }

        rejected(bytes, RejectionReason.MALFORMED, 1, "binary");
    }

    @Test
    void text_ofManyLines_isOneMalformedEntry() {
        rejected("\n" + (SECRET + "\n").repeat(10_000), RejectionReason.MALFORMED, 2, "no OpenSSH public key");
    }

    private static void rejected(String content, RejectionReason reason, int line, String message) {
        rejected(content.getBytes(StandardCharsets.UTF_8), reason, line, message);
    }

    /** Nothing of the file is taken, one entry says why, and nothing of its content is shown. */
    private static void rejected(byte[] content, RejectionReason reason, int line, String message) {
        var batch = Sources.read(Sources.bytes("x.pub", content));

        assertThat(batch.keys()).isEmpty();
        assertThat(batch.rejected()).singleElement().satisfies(entry -> {
            assertThat(entry.reason()).isEqualTo(reason);
            assertThat(entry.source()).isEqualTo(new SourceLine("x.pub", line));
            assertThat(entry.message()).contains(message).doesNotContain(SECRET).doesNotContainPattern("\\p{Cntrl}");
        });
    }

    @Test
    void message_ofEveryRefusal_isOneLineWithoutControls() {
        var hostile = List.of(
                "ssh-\033[31m AAAA", "\033]0;x\007 " + SampleKeys.ED25519, "ssh-ed25519 \033[2J", "ssh-rsa\u009b AAAA");

        var batch = Sources.read(Sources.text("x.pub", String.join("\n", hostile)));

        assertThat(batch.keys()).isEmpty();
        assertThat(batch.rejected())
                .hasSize(hostile.size())
                .allSatisfy(entry -> assertThat(entry.message()).doesNotContainPattern("[\\x00-\\x1f\\x7f-\\x9f]"));
    }
}
