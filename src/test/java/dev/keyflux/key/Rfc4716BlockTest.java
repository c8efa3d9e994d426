package dev.keyflux.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class Rfc4716BlockTest {

    private static final String BODY = wrapped(SampleKeys.blob(SampleKeys.RSA_2048));

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "'', ''",
                "'Comment: plain\n', plain",
                "'\n\nComment: plain\n', plain",
                "'Comment: \"quoted: yes\"\n', 'quoted: yes'",
                "'COMMENT:tight\n', tight",
                "'Comment: \"\"\n', ''",
                "'Comment:\n', ''",
                "'Comment: \"half\n', '\"half'",
                "'Comment: one \\\ntwo \\\nthree\n', 'one two three'",
                "'Subject: me\nx-note: a\\\nb\nComment: last\n', last",
                "'Comment: J\u00fcrgen\n', J\u00fcrgen",
            })
    void headers_inEveryLayout_yieldTheComment(String headers, String comment) {
        var key = theKeyOf(block(headers + BODY));

        assertThat(key.key()).isEqualTo(SshPublicKey.parse(bare() + (comment.isEmpty() ? "" : " " + comment)));
        assertThat(key.notes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\r", " \n"})
    void block_underAnyLineEnd_isTaken(String lineEnd) {
        assertThat(theKeyOf(block(BODY).replace("\n", lineEnd)).key()).isEqualTo(SshPublicKey.parse(bare()));
    }

    @Test
    void body_onOneLongLine_isTakenAsSshKeygenDoes() {
        assertThat(theKeyOf(block(SampleKeys.base64(SampleKeys.RSA_2048) + "\n"))
                        .key())
                .isEqualTo(SshPublicKey.parse(bare()));
    }

    @Test
    void comment_inLatin1_isReadAsSuchAndNoted() {
        var content = block("Comment: J\u00fcrgen\n" + BODY).getBytes(StandardCharsets.ISO_8859_1);

        assertThat(Sources.read(Sources.bytes("bob.pub", content)).keys())
                .singleElement()
                .satisfies(key -> {
                    assertThat(key.key().comment()).isEqualTo("J\u00fcrgen");
                    assertThat(key.notes()).singleElement().asString().contains("Latin-1");
                });
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "'', malformed",
                "'Comment: x\n', malformed",
                "'Comment: x\\\n', malformed",
                "'Comment: \u0007\nAAAA\n', malformed",
                "'AAAA*\n', malformed",
                "'AAAA\n', malformed",
            })
    void block_withoutSoundKey_isMalformed(String content, String reason) {
        rejected(block(content), RejectionReason.valueOf(reason.toUpperCase(Locale.ROOT)));
    }

    @Test
    void blob_withBytesBehindTheKey_isMalformed() {
        var blob = SampleKeys.blob(SampleKeys.ED25519);

        rejected(block(wrapped(Der.concat(blob, new byte[1]))), RejectionReason.MALFORMED);
    }

    @Test
    void certificate_inABlock_isRefusedAsSuch() {
        rejected(block(wrapped(SampleKeys.blob(SampleKeys.CERTIFICATE))), RejectionReason.CERTIFICATE);
    }

    @Test
    void type_thatIsNotAllowed_isUnsupported() {
        rejected(block(wrapped(SampleKeys.blob(SampleKeys.SK_ED25519))), RejectionReason.UNSUPPORTED_TYPE);
    }

    private static NamedKey theKeyOf(String content) {
        var batch = Sources.read(Sources.text("bob.pub", content));
        assertThat(batch.rejected()).isEmpty();
        assertThat(batch.keys()).hasSize(1);
        return batch.keys().get(0);
    }

    private static void rejected(String content, RejectionReason reason) {
        var batch = Sources.read(Sources.text("bob.pub", content));
        assertThat(batch.keys()).isEmpty();
        assertThat(batch.rejected()).extracting(RejectedKey::reason).containsExactly(reason);
    }

    private static String block(String content) {
        return "---- BEGIN SSH2 PUBLIC KEY ----\n" + content + "---- END SSH2 PUBLIC KEY ----\n";
    }

    private static String wrapped(byte[] blob) {
        return Base64.getMimeEncoder(70, new byte[] {'\n'}).encodeToString(blob) + "\n";
    }

    private static String bare() {
        return SampleKeys.type(SampleKeys.RSA_2048) + " " + SampleKeys.base64(SampleKeys.RSA_2048);
    }
}
