package dev.keyflux.key;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * A whole text that was put into base64 once more, on one line or wrapped over several, as happens to keys on their way
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
        try {
            var bytes = Base64.getDecoder().decode(base64.toString());
            return Optional.of(new String(bytes, StandardCharsets.ISO_8859_1));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
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
