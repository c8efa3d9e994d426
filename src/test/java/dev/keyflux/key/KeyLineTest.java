package dev.keyflux.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeyLineTest {

    private static final SshPublicKey KEY = SshPublicKey.parse(SampleKeys.ED25519);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "restrict",
                "no-pty,no-X11-forwarding,NO-AGENT-FORWARDING",
                "command=\"echo \\\"hi, there\\\" # now\"",
                "from=\"10.0.0.0/8,*.example.com\",permitopen=\"localhost:80\",pty",
                "environment=\"A=b c\",tunnel=\"0\",principals=\"a,b\",expiry-time=\"20300101\"",
                "command=\"say 'ssh-rsa AAAA'\"",
                "command=\"\"",
                "command=\"C:\\dir\"",
                "verify-required,no-touch-required",
            })
    void options_thatSshdKnows_areDropped(String options) {
        assertThat(KeyLine.withOptions(options + " \t" + SampleKeys.ED25519).key())
                .isEqualTo(KEY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "github.com,140.82.121.4",
                "restrict,",
                ",restrict",
                "restrict,,pty",
                "no-restrict",
                "from=10.0.0.1",
                "from",
                "from=\"10.0.0.1\"x",
                "restrict=\"yes\"",
                "no-command=\"x\"",
                "|1|aGFzaA==|aGFzaA==",
            })
    void options_thatSshdRefuses_areMalformed(String options) {
        refused(options + " " + SampleKeys.ED25519, RejectionReason.MALFORMED, "no options that sshd knows");
    }

    @Test
    void quote_thatNeverEnds_isNoKeyLine() {
        refused("command=\"ls " + SampleKeys.ED25519, RejectionReason.MALFORMED, "no OpenSSH public key");
    }

    @Test
    void certAuthority_isNoKeyToLogInWith() {
        refused("cert-authority " + SampleKeys.ED25519, RejectionReason.CERTIFICATE, "certificate authority");
    }

    @Test
    void certificate_behindOptions_isRefusedAsSuch() {
        refused("restrict " + SampleKeys.CERTIFICATE, RejectionReason.CERTIFICATE, "OpenSSH certificate");
    }

    @Test
    void line_withoutKeyType_isNotShownInTheMessage() {
        assertThatThrownBy(() -> KeyLine.withOptions("hunter2 correct horse"))
                .isInstanceOf(RefusedKeyException.class)
                .message()
                .doesNotContain("hunter2")
                .doesNotContain("horse");
    }

    @Test
    void line_thatLooksRight_namesWhatIsNot() {
        var key = SampleKeys.ED25519;

        refused(
                key.replaceFirst(" ", "\u00a0"),
                RejectionReason.MALFORMED,
                "the character U+00A0 stands before the key");
        refused("\u200b" + key, RejectionReason.MALFORMED, "the character U+200B stands before the key");
        refused("\u201c" + key + "\u201d", RejectionReason.MALFORMED, "the character U+201C stands before the key");
        refused("'" + key + "'", RejectionReason.MALFORMED, "a quotation mark stands before the key: remove it");
        refused("\u001a", RejectionReason.MALFORMED, "a control character (U+001A) in the line: remove it");
        refused(
                "f\u00fcr Bob ssh-ed25519  " + SampleKeys.base64(key),
                RejectionReason.MALFORMED,
                "no OpenSSH public key");
        refused("my key: " + SampleKeys.base64(key), RejectionReason.MALFORMED, "no OpenSSH public key");
    }

    @Test
    void looksLikeKey_tellsDamagedKeysFromOtherText() {
        assertThat(KeyLine.looksLikeKey("ssh-rsa AAAAB3broken")).isTrue();
        assertThat(KeyLine.looksLikeKey("restrict ssh-ed25519")).isTrue();
        assertThat(KeyLine.looksLikeKey("Dear customer, your ssh-rsa key")).isFalse();
        assertThat(KeyLine.looksLikeKey("x")).isFalse();
    }

    private static void refused(String line, RejectionReason reason, String message) {
        assertThatThrownBy(() -> KeyLine.withOptions(line).key())
                .isInstanceOfSatisfying(
                        RefusedKeyException.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageContaining(message);
    }
}
