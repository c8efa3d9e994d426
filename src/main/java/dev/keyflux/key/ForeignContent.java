package dev.keyflux.key;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Recognises what is no file of OpenSSH key lines, by its own marks. One such mark speaks for the whole file: of a file
 * with a private key in it nothing is taken, not even the public key beside it.
 */
final class ForeignContent {

    /** A mark, and what a file that bears it is. */
    private record Mark(Pattern pattern, RejectionReason reason, String message) {

        Mark(String pattern, RejectionReason reason, String message) {
            this(Pattern.compile(pattern, Pattern.MULTILINE), reason, message);
        }
    }

    /**
     * Private keys of every kind: PEM in all its variants (OpenSSH, PKCS#1, PKCS#8, SEC 1, SSH2, PGP) by either end of
     * its armour, OpenSSH's without armour, PuTTY by header or body, SSH 1 and age.
     */
    private static final Pattern PRIVATE_KEY = Pattern.compile(
            "(?:BEGIN|END) (?:[A-Z0-9]{1,20} ){0,4}PRIVATE KEY"
                    + "|b3BlbnNzaC1rZXktdj"
                    + "|PuTTY-User-Key-File-|^Private-(?:Lines|MAC|Hash):"
                    + "|SSH PRIVATE KEY FILE FORMAT"
                    + "|AGE-SECRET-KEY-",
            Pattern.MULTILINE);

    /** And the private part of a JSON Web Key (RFC 7518, section 6), in a file that has such a key. */
    private static final Pattern PRIVATE_KEY_OR_JWK =
            Pattern.compile(PRIVATE_KEY.pattern() + "|\"[dk]\"\\s*:", Pattern.MULTILINE);

    private static final Pattern UTF_16LE = Pattern.compile("\\xff\\xfe|(?:[\\t\\r\\n -~]\\x00){4}");
    private static final Pattern UTF_16BE = Pattern.compile("\\xfe\\xff|(?:\\x00[\\t\\r\\n -~]){4}");

    private static final List<Mark> MARKS = List.of(
            new Mark(
                    "^---- BEGIN SSH2 PUBLIC KEY ----",
                    RejectionReason.UNSUPPORTED_TYPE,
                    "an RFC 4716 public key: convert it with ssh-keygen -i -f FILE"),
            new Mark(
                    "^-----BEGIN PUBLIC KEY-----",
                    RejectionReason.UNSUPPORTED_TYPE,
                    "a PEM public key: convert it with ssh-keygen -i -m PKCS8 -f FILE"),
            new Mark(
                    "^-----BEGIN RSA PUBLIC KEY-----",
                    RejectionReason.UNSUPPORTED_TYPE,
                    "a PKCS#1 public key: convert it with ssh-keygen -i -m PEM -f FILE"),
            new Mark(
                    "^-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----",
                    RejectionReason.UNSUPPORTED_TYPE,
                    "an X.509 certificate, not an SSH key: import the .pub file instead"),
            new Mark(
                    "^-----BEGIN ",
                    RejectionReason.UNSUPPORTED_TYPE,
                    "a PEM file, but no SSH public key: import the .pub file instead"),
            new Mark(
                    "\\A\\s*<",
                    RejectionReason.MALFORMED,
                    "an HTML or XML page, not a key: download the key itself (its raw form)"),
            new Mark(
                    "\\x00",
                    RejectionReason.MALFORMED,
                    "a binary file, not a key: import the .pub file, which is one line of text"));

    private ForeignContent() {}

    /**
     * Looks for anything foreign.
     *
     * @param label the file's name in reports
     * @param content the file, a character for each byte
     */
    static Optional<RejectedKey> find(String label, String content) {
        return privateKey(label, content).or(() -> wideEncoding(label, content)).or(() -> marked(label, content));
    }

    private static Optional<RejectedKey> privateKey(String label, String content) {
        // Without NULs the ASCII part of UTF-16 and UTF-32 reads as itself: no encoding hides a private key.
        var text = content.indexOf('\0') < 0 ? content : withoutNuls(content);
        var pattern = text.contains("\"kty\"") ? PRIVATE_KEY_OR_JWK : PRIVATE_KEY;
        var secret = pattern.matcher(text);
        if (!secret.find()) {
            return Optional.empty();
        }
        return Optional.of(new RejectedKey(
                new SourceLine(label, lineAt(text, secret.start())),
                RejectionReason.PRIVATE_KEY,
                "a private key: export the public half with ssh-keygen -y"));
    }

    /** Windows editors and PowerShell's {@code >} write UTF-16, mostly with a byte order mark. */
    private static Optional<RejectedKey> wideEncoding(String label, String content) {
        String encoding;
        if (content.startsWith("\u00ff\u00fe\0\0") || content.startsWith("\0\0\u00fe\u00ff")) {
            encoding = "UTF-32";
        } else if (UTF_16LE.matcher(content).lookingAt()) {
            encoding = "UTF-16 (little endian)";
        } else if (UTF_16BE.matcher(content).lookingAt()) {
            encoding = "UTF-16 (big endian)";
        } else {
            return Optional.empty();
        }
        return Optional.of(new RejectedKey(
                new SourceLine(label, 1),
                RejectionReason.MALFORMED,
                "text in " + encoding + ": save the file as UTF-8, which ssh reads"));
    }

    private static Optional<RejectedKey> marked(String label, String content) {
        for (var mark : MARKS) {
            var found = mark.pattern().matcher(content);
            if (found.find()) {
                var source = new SourceLine(label, lineAt(content, found.end() - 1));
                return Optional.of(new RejectedKey(source, mark.reason(), mark.message()));
            }
        }
        return Optional.empty();
    }

    /** {@link String#replace} would note the place of every NUL: four times the memory of a file full of them. */
    private static String withoutNuls(String content) {
        var bytes = content.getBytes(StandardCharsets.ISO_8859_1);
        int length = 0;
        for (byte b : bytes) {
            if (b != 0) {
                bytes[length++] = b;
            }
        }
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    }

    private static int lineAt(String content, int position) {
        int line = 1;
        for (int i = 0; i < position; i++) {
            char c = content.charAt(i);
            if (c == '\n' || (c == '\r' && content.charAt(i + 1) != '\n')) {
                line++;
            }
        }
        return line;
    }
}
