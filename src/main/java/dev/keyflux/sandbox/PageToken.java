package dev.keyflux.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The tokens with which listings go on: opaque to clients, the last name of the page before to us. */
final class PageToken {
    private static final String FORM = "after:";

    private PageToken() {}

    static String after(String name) {
        return encoded(FORM + name);
    }

    /** Another token that means the same, for each {@code id}. */
    static String again(String name, String id) {
        return encoded(id + FORM + name);
    }

    /** The name to go on after; empty, which is before every name, without a token. */
    static String nameIn(@Nullable String token) {
        if (token == null || token.isEmpty()) {
            return "";
        }
        try {
            var text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            var start = text.indexOf(FORM);
            if (start >= 0) {
                return text.substring(start + FORM.length());
            }
        } catch (IllegalArgumentException e) {
            // No token of ours; refused like any other.
        }
        throw ServiceError.invalidInput("InvalidPageToken", "The page token is not valid: " + token);
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
