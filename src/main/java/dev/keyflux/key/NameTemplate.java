package dev.keyflux.key;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How key pair names are made: text with fields in braces.
 *
 * <table>
 *   <caption>Fields</caption>
 *   <tr><td>{@code {stem}}</td><td>the file's name without its last extension; {@code stdin} for {@code -}</td></tr>
 *   <tr><td>{@code {comment}}</td><td>the key's comment, as it is</td></tr>
 *   <tr><td>{@code {index}}</td><td>the entry's number within its file, from 1</td></tr>
 *   <tr><td>{@code {n}}</td><td>the entry's number over all sources, from 1</td></tr>
 *   <tr><td>{@code {fp8}}</td><td>the first eight hex digits of the SHA-256 fingerprint</td></tr>
 * </table>
 *
 * <p>Entries are the key lines and key blocks of a file, and the rows of a manifest; not blank lines, comments, or text
 * around blocks. Those that turn out not to be importable
 * count too, so that mending one changes no other key's name; a file that is refused as a whole counts as one entry.
 *
 * @param text the template, for example <code>team-{stem}-{fp8}</code>
 * @param sanitized whether characters that Lightsail does not take in a name are replaced: each run of characters other
 *     than {@code A-Z a-z 0-9 _ -} by one hyphen, and hyphens at either end are dropped. Else such a name is refused
 */
public record NameTemplate(String text, boolean sanitized) {

    private static final List<String> FIELDS = List.of("stem", "comment", "index", "n", "fp8");
    private static final Pattern FIELD = Pattern.compile("\\{([^{}]*)}");
    private static final NameTemplate DEFAULTS = new NameTemplate("{stem}");

    /**
     * Checks the fields.
     *
     * @throws IllegalArgumentException if the template is empty, names an unknown field or has an unpaired brace
     */
    public NameTemplate {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("name template is empty: use for example {stem}");
        }
        FIELD.matcher(text).results().map(field -> field.group(1)).forEach(NameTemplate::checkField);
        if (FIELD.matcher(text).replaceAll("").chars().anyMatch(c -> c == '{' || c == '}')) {
            throw new IllegalArgumentException("name template " + Printable.quote(text) + ": a brace without its pair");
        }
    }

    /**
     * A template whose names are taken as they are.
     *
     * @throws IllegalArgumentException if the template is empty, names an unknown field or has an unpaired brace
     */
    public NameTemplate(String text) {
        this(text, false);
    }

    /** {@code {stem}}, and {@code {stem}-{index}} for a file with several entries. */
    public static NameTemplate defaults() {
        return DEFAULTS;
    }

    /** A copy that replaces what Lightsail does not take in a name. */
    public NameTemplate withSanitizing() {
        return new NameTemplate(text, true);
    }

    /** The template for a file with this many entries. */
    NameTemplate forEntries(int count) {
        return count > 1 && text.equals(DEFAULTS.text) ? new NameTemplate("{stem}-{index}", sanitized) : this;
    }

    /** The text with every field replaced by its value. */
    String fill(Map<String, String> values) {
        return FIELD.matcher(text)
                .replaceAll(field -> Matcher.quoteReplacement(values.getOrDefault(field.group(1), "")));
    }

    private static void checkField(String field) {
        if (!FIELDS.contains(field)) {
            throw new IllegalArgumentException("name template field " + Printable.quote("{" + field + "}")
                    + " is unknown: use {stem}, {comment}, {index}, {n} or {fp8}");
        }
    }
}
