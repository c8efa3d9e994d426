package dev.keyflux.key;

/** Makes text that came from files or from a service safe to show: it can neither move the cursor nor fake a line. */
public final class Printable {

    private static final int MAX_QUOTED = 200;

    private Printable() {}

    /**
     * The text with every control character, line separator and change of writing direction as a visible escape: {@code
     * \n}, {@code \t}, {@code \x1b}, {@code \u202e}.
     */
    public static String escape(String text) {
        return text.codePoints().allMatch(Printable::isHarmless) ? text : escapeEach(text);
    }

    /** The escaped text in single quotes, so that its ends are seen; one of more than 200 characters is cut short. */
    static String quote(String text) {
        if (text.codePointCount(0, text.length()) <= MAX_QUOTED) {
            return "'" + escape(text) + "'";
        }
        return "'" + escape(text.substring(0, text.offsetByCodePoints(0, MAX_QUOTED))) + "...'";
    }

    private static String escapeEach(String text) {
        var shown = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> {
            if (isHarmless(point)) {
                shown.appendCodePoint(point);
            } else if (point == '\n') {
                shown.append("\\n");
            } else if (point == '\t') {
                shown.append("\\t");
            } else if (point == '\r') {
                shown.append("\\r");
            } else {
                shown.append(point < 0x100 ? "\\x%02x".formatted(point) : "\\u%04x".formatted(point));
            }
        });
        return shown.toString();
    }

    private static boolean isHarmless(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> false;
            default -> true;
        };
    }
}
