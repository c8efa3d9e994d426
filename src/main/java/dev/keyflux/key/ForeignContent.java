package dev.keyflux.key;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Recognises what holds no key at all, by its own marks, so that it gets one verdict that says what it is. */
final class ForeignContent {

    /** A mark, and what a text that bears it is. */
    private record Mark(Pattern pattern, String message) {

        Mark(String pattern, String message) {
            this(Pattern.compile(pattern), message);
        }
    }

    private static final List<Mark> MARKS = List.of(
            // Windows editors and PowerShell's > write UTF-16, mostly with a byte order mark.
            new Mark("\\A(?:\\xff\\xfe\\x00\\x00|\\x00\\x00\\xfe\\xff)", encoding("UTF-32")),
            new Mark("\\A(?:\\xff\\xfe|(?:[\\t\\r\\n -~]\\x00){4})", encoding("UTF-16 (little endian)")),
            new Mark("\\A(?:\\xfe\\xff|(?:\\x00[\\t\\r\\n -~]){4})", encoding("UTF-16 (big endian)")),
            new Mark("\\A\\s*<", "an HTML or XML page, not a key: download the key itself (its raw form)"),
            new Mark(
                    "\\A\\s*(?:\\{|\\[\\s*[\\[{\"\\]])",
                    "a JSON document, not a key: take the key itself out of it, or download its raw form"),
            new Mark(
                    "\\A0[\\x2a\\x59\\x76\\x81\\x82][^\\t\\r\\n -~]",
                    "a binary file (DER), not a line of text: convert it with openssl pkey -pubin -inform DER"),
            new Mark("\\x00", "a binary file, not a key: import the .pub file, which is one line of text"));

    private ForeignContent() {}

    /** Looks for anything foreign in a text without a byte order mark of UTF-8, a character for each byte. */
    static Optional<Refusal> find(String content) {
        for (var mark : MARKS) {
            var found = mark.pattern().matcher(content);
            if (found.find()) {
                return Optional.of(Refusal.at(content, found.end() - 1, RejectionReason.MALFORMED, mark.message()));
            }
        }
        return Optional.empty();
    }

    private static String encoding(String name) {
        return "text in " + name + ": save the file as UTF-8, which ssh reads";
    }
}
