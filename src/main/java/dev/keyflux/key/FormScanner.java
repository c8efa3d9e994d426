package dev.keyflux.key;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the forms in a text one after another, each kept only until the next is asked for.
 *
 * <p>Every line that is neither blank nor a comment stands for a key, unless the text has armoured blocks: around those,
 * as OpenSSL and RFC 7468 have it, other text explains, and only lines that look like keys, or hold what may have been one,
 * are keys too.
 */
final class FormScanner implements Iterator<KeyForm> {

    private static final Pattern HEADER = Pattern.compile("[^\\s:\"=]{1,64}:");

    /** A key's blob. */
    private static final Pattern BLOB = Pattern.compile("AAAA[A-Za-z0-9+/]{40}");

    /**
     * What else is left of a key where its surroundings were damaged: a block's beginning, whose dashes may have become
     * typographic ones (the last byte of which stands here), a JSON Web Key, or a line or a block in base64, wherever they
     * stand in that.
     */
    private static final Pattern MARK = Pattern.compile("[-\\x93\\x94] ?BEGIN [A-Za-z0-9 ]{0,60}KEY|\"kty\"|"
            + Stream.of(
                            "ssh-ed25519 AAAA",
                            "ssh-rsa AAAA",
                            "ssh-dss AAAA",
                            "nistp256 AAAA",
                            "nistp384 AAAA",
                            "nistp521 AAAA",
                            "@openssh.com AAAA",
                            "PUBLIC KEY----")
                    .map(text -> text.getBytes(StandardCharsets.US_ASCII))
                    .flatMap(Base64Wrapping::fragments)
                    .map(Pattern::quote)
                    .collect(Collectors.joining("|")));

    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/=]*+");

    private final Iterator<String> lines;
    private final boolean armoured;
    private int number;
    private @Nullable String ahead;
    private @Nullable KeyForm next;

    /** Lines end with LF, CRLF or CR. */
    FormScanner(String content) {
        lines = content.lines().iterator();
        armoured = Armour.ANYWHERE.matcher(content).find();
    }

    @Override
    public boolean hasNext() {
        while (next == null && hasLine()) {
            next = form(take());
        }
        return next != null;
    }

    @Override
    public KeyForm next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        var form = next;
        next = null;
        return form;
    }

    private @Nullable KeyForm form(String text) {
        if (text.isEmpty() || text.charAt(0) == '#') {
            return null;
        }
        var begin = Armour.BEGIN.matcher(text);
        if (begin.matches()) {
            var armour = armour(begin);
            return begin.group(1) != null ? new PemBlock(armour) : new Rfc4716Block(armour);
        }
        var line = new OpenSshLine(number, text);
        return !armoured || text.startsWith("----") || line.isMeantAsKey() || holdsTrace(text) ? line : null;
    }

    /** Whether a key stands in the line, or did, be it in base64. */
    private static boolean holdsTrace(String text) {
        return KeyLine.holdsKey(text)
                || isTrace(text)
                || Base64Wrapping.peel(text).filter(FormScanner::isTrace).isPresent();
    }

    private static boolean isTrace(String text) {
        return BLOB.matcher(text).find() || MARK.matcher(text).find();
    }

    private Armour armour(Matcher begin) {
        int start = number;
        var label = begin.group(1) != null ? begin.group(1) : begin.group(2);
        var end = begin.group().replace("BEGIN", "END");
        var body = new ArrayList<String>();
        int size = 0;
        var ending = Armour.Ending.CUT_OFF;
        while (hasLine() && (isContinued(body) || !beginsSomethingElse(peek()))) {
            var text = take();
            if (text.startsWith("----")) {
                ending = text.equals(end) ? Armour.Ending.PROPER : Armour.Ending.CUT_OFF;
                break;
            }
            // An empty line takes room too.
            size += text.length() + 1;
            if (size <= KeyLine.MAX_LENGTH) {
                body.add(text);
            }
        }
        return new Armour(start, label, body, size > KeyLine.MAX_LENGTH ? Armour.Ending.TOO_LARGE : ending);
    }

    /** A block that was cut off must not swallow the keys that follow it; what a header holds is none. */
    private static boolean beginsSomethingElse(String text) {
        return Armour.BEGIN.matcher(text).matches()
                || KeyLine.startsWithType(text)
                || (!HEADER.matcher(text).lookingAt()
                        && (KeyLine.looksLikeKey(text)
                                || KeyLine.holdsKey(text)
                                || MARK.matcher(text).find()
                                || holdsBlobBehindOther(text)));
    }

    /** In a block's own lines base64 stands alone. */
    private static boolean holdsBlobBehindOther(String text) {
        var blob = BLOB.matcher(text);
        return blob.find() && !BASE64.matcher(text).region(0, blob.start()).matches();
    }

    /** Whether a header goes on in the next line (RFC 4716, section 3.3). */
    private static boolean isContinued(List<String> body) {
        return !body.isEmpty() && body.get(body.size() - 1).endsWith("\\");
    }

    private boolean hasLine() {
        return ahead != null || lines.hasNext();
    }

    private String peek() {
        if (ahead == null) {
            ahead = strip(lines.next());
        }
        return ahead;
    }

    private String take() {
        var text = peek();
        ahead = null;
        number++;
        return text;
    }

    /** Without surrounding blanks, and the byte order mark that a text has within which was put together from several. */
    private static String strip(String line) {
        return KeyLine.withoutBlanks(KeyText.withoutMark(line));
    }
}
