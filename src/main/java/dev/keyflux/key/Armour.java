package dev.keyflux.key;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What stands between a BEGIN and an END line, as PEM (RFC 7468) and RFC 4716 have them.
 *
 * @param line the number of the BEGIN line
 * @param label what both lines name, for example {@code PUBLIC KEY}
 * @param body the lines between them, without surrounding blanks
 * @param ending how it ends
 */
record Armour(int line, String label, List<String> body, Ending ending) {

    /** An opening line; the label is group 1 for PEM and group 2 for RFC 4716. */
    static final Pattern BEGIN =
            Pattern.compile("-----BEGIN ([A-Za-z0-9 ]{1,64})-----|---- BEGIN ([A-Za-z0-9 ]{1,64}) ----");

    /** Whether a text, a character for each byte, has any opening line. Of these bytes only CR and LF end one. */
    static final Pattern ANYWHERE =
            Pattern.compile("(?<![^\\r\\n])(?:\\xef\\xbb\\xbf)?[ \\t]*(?:" + BEGIN.pattern() + ")");

    enum Ending {
        /** By the line that belongs to its beginning. */
        PROPER,
        /** By another block's END line, by what cannot be part of it, or by the end of the file. */
        CUT_OFF,
        /** Properly perhaps, but beyond the limit; the body was not kept. */
        TOO_LARGE
    }

    Armour {
        body = List.copyOf(body);
    }

    /**
     * The lines between BEGIN and END.
     *
     * @throws RefusedKeyException if the block is not whole
     */
    List<String> wholeBody() {
        return switch (ending) {
            case PROPER -> body;
            case CUT_OFF ->
                throw RefusedKeyException.malformed("the block '" + label
                        + "' has no END line of its own: it was cut off; get the key from its owner again");
            case TOO_LARGE ->
                throw new RefusedKeyException(
                        RejectionReason.TOO_LARGE,
                        "a block of more than " + KeyLine.MAX_LENGTH
                                + " bytes, which no key needs: remove what is no key");
        };
    }
}
