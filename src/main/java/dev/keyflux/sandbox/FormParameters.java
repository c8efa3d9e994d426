package dev.keyflux.sandbox;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The form of a request in the query protocol. */
final class FormParameters {
    private static final int LONGEST_ACTION = 128;

    private final Map<String, List<String>> values;

    private FormParameters(Map<String, List<String>> values) {
        this.values = values;
    }

    static FormParameters parse(String form) {
        try {
            return new FormParameters(new QueryStringDecoder(form, false).parameters());
        } catch (IllegalArgumentException e) {
            throw new ServiceError(400, "MalformedInput", null, "The form cannot be read: " + e.getMessage());
        }
    }

    /** The operation that is asked for; known or not, it is kept in the log, so it has to be of a name's size. */
    String action() {
        return optional("Action")
                .filter(action -> action.length() <= LONGEST_ACTION)
                .orElseThrow(() -> new ServiceError(400, "MissingAction", null, "The request names no Action"));
    }

    Optional<String> optional(String name) {
        return values.getOrDefault(name, List.of()).stream().findFirst();
    }

    /** A value that has to be there and to match {@code pattern}. */
    String required(String name, String pattern) {
        var value = optional(name)
                .orElseThrow(() -> invalid(
                        "Value null at '" + member(name) + "' failed to satisfy constraint: Member must not be null"));
        if (!value.matches(pattern)) {
            throw invalid("Value '" + value + "' at '" + member(name)
                    + "' failed to satisfy constraint: Member must satisfy regular expression pattern: " + pattern);
        }
        return value;
    }

    /** A whole number between {@code min} and {@code max}. */
    int number(String name, int min, int max, int absent) {
        var value = optional(name);
        if (value.isEmpty()) {
            return absent;
        }
        try {
            var number = Integer.parseInt(value.get());
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Refused below, as a number out of bounds is.
        }
        throw invalid("Value '" + value.get() + "' at '" + member(name)
                + "' failed to satisfy constraint: Member must be a whole number between " + min + " and " + max);
    }

    private static ServiceError invalid(String text) {
        return new ServiceError(400, "ValidationError", null, "1 validation error detected: " + text);
    }

    /** Messages name members the way the API's model does inside AWS: with a lower-case initial. */
    private static String member(String name) {
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
}
