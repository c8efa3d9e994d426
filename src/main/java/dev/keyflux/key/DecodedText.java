package dev.keyflux.key;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Text of a file. OpenSSH takes any bytes for a comment, so a key is not refused for how its comment is encoded; but what
 * is sent is UTF-8, so it has to be read somehow.
 *
 * @param text the text
 * @param notes that it was not UTF-8, if so
 */
record DecodedText(String text, List<String> notes) {

    /** Latin-1 as it is met in files: with the printable characters that Windows has where ISO 8859-1 has controls. */
    private static final Charset LATIN_1 = Charset.forName("windows-1252");

    private static final List<String> READ_AS_LATIN_1 =
            List.of("the comment is not UTF-8 and was read as Latin-1: save the file as UTF-8");

    /** Decodes text that has a character for each byte. */
    static DecodedText of(String bytes) {
        var raw = bytes.getBytes(StandardCharsets.ISO_8859_1);
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(raw));
            return new DecodedText(text.toString(), List.of());
        } catch (CharacterCodingException e) {
            return new DecodedText(new String(raw, LATIN_1), READ_AS_LATIN_1);
        }
    }
}
