package dev.keyflux.key;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Base64 around a text: mostly a whole one that was put into it once more, on one line or wrapped over several, as happens to keys on their way
 * through configuration files and secret stores.
 */
final class Base64Wrapping {

    /** Shorter than base64 of any key. */
    private static final int MIN_LENGTH = 64;

    /** Far beyond a wrapped key file, and little enough to hold beside the file itself. */
    private static final int MAX_LENGTH = 1024 * 1024;

    private Base64Wrapping() {}

    /** What is inside, a character for each byte; empty if {@code content} is anything but base64 and white space. */
    static Optional<String> peel(String content) {
        if (content.length() < MIN_LENGTH || content.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        var base64 = new StringBuilder(content.length());
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            if (isBase64(c)) {
                base64.append(c);
            } else if (c != '\n' && c != '\r' && !KeyLine.isBlank(c)) {
                return Optional.empty();
            }
        }
        return decoded(base64.toString());
    }

    /**
     * The base64 that begins at {@code start}, to its padding or its end but no longer than {@code limit}, without the line
     * breaks, the blanks before lines and the escaped line breaks that it is wrapped with.
     */
    static Run run(String text, int start, int limit) {
        var base64 = new StringBuilder();
        int i = start;
        for (; i < text.length() && base64.length() < limit; i++) {
            char c = text.charAt(i);
            if (isBase64(c) && c != '=') {
                base64.append(c);
            } else if (c == '\\' && i + 1 < text.length() && (text.charAt(i + 1) == 'n' || text.charAt(i + 1) == 'r')) {
                i++;
            } else if (c != '\n' && c != '\r' && !(KeyLine.isBlank(c) && isBlankBefore(text, i))) {
                break;
            }
        }
        // A remainder of one character holds no byte.
        base64.setLength(base64.length() - (base64.length() % 4 == 1 ? 1 : 0));
        return new Run(base64.toString(), i - start);
    }

    /**
     * Base64 within a text.
     *
     * @param base64 without what it is wrapped with
     * @param walked how many characters of the text it took to find it
     */
    record Run(String base64, int walked) {}

    /** Whether a blank stands at the beginning of its line. */
    private static boolean isBlankBefore(String text, int position) {
        char before = text.charAt(position - 1);
        return before == '\n' || before == '\r' || KeyLine.isBlank(before);
    }

    /** What base64 holds, a character for each byte; empty if it is none. */
    static Optional<String> decoded(String base64) {
        try {
            var bytes = Base64.getDecoder().decode(base64);
            return Optional.of(new String(bytes, StandardCharsets.ISO_8859_1));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** How base64 shows {@code bytes} within more: in one of three ways, without the characters that neighbours share. */
    static Stream<String> fragments(byte[] bytes) {
        return IntStream.range(0, 3).mapToObj(before -> {
            var shifted = new byte[before + bytes.length];
            System.arraycopy(bytes, 0, shifted, before, bytes.length);
            int firstOwn = (before * 8 + 5) / 6;
            int endOfOwn = shifted.length * 8 / 6;
            return Base64.getEncoder().encodeToString(shifted).substring(firstOwn, endOfOwn);
        });
    }

    private static boolean isBase64(char c) {
        return (c >= 'A' && c <= 'Z')
                || (c >= 'a' && c <= 'z')
                || (c >= '0' && c <= '9')
                || c == '+'
                || c == '/'
                || c == '=';
    }
}
