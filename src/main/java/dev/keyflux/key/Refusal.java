package dev.keyflux.key;

/**
 * Why nothing of a text is taken.
 *
 * @param line the line of the text that decided it, from 1
 * @param reason the kind of trouble
 * @param message what is wrong and what to do; never shows private material
 */
record Refusal(int line, RejectionReason reason, String message) {

    /** A refusal for what stands at {@code position} of {@code text}. Lines end with LF, CRLF or CR. */
    static Refusal at(String text, int position, RejectionReason reason, String message) {
        int line = 1;
        for (int i = 0; i < position; i++) {
            char c = text.charAt(i);
            if (c == '\n' || (c == '\r' && text.charAt(i + 1) != '\n')) {
                line++;
            }
        }
        return new Refusal(line, reason, message);
    }

    /** The refusal as the one entry of a file. */
    RejectedKey in(String label) {
        return new RejectedKey(new SourceLine(label, line), reason, message);
    }

    /** The refusal as an exception, for a text within another. */
    RefusedKeyException asException() {
        return new RefusedKeyException(reason, message);
    }
}
