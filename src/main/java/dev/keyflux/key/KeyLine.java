package dev.keyflux.key;

import java.util.Base64;
import java.util.regex.Pattern;

/**
 * An OpenSSH key line, split into its fields (sshd(8), "AUTHORIZED_KEYS FILE FORMAT"). Fields are separated by blanks or
 * tabs; the comment is the rest of the line.
 */
record KeyLine(KeyType type, String base64, String comment) {

    /** OpenSSH's SSH_MAX_PUBKEY_BYTES: room for the largest RSA key with options and comment. */
    static final int MAX_LENGTH = 16_384;

    private static final Pattern CERTIFICATE = Pattern.compile("[a-z0-9@.-]+-cert-v\\d\\d@openssh\\.com");
    /** The beginning of any key's blob. */
    private static final Pattern BLOB = Pattern.compile("AAAA[A-Za-z0-9+/]{16}");
    /** A key of a common type, wherever it stands. Each begins with the length of its type, a number below 256. */
    private static final Pattern KEY_WITHIN = Pattern.compile(
            "(?:ssh-rsa|ssh-ed25519|ssh-dss|ecdsa-sha2-nistp\\d{3}|sk-[a-z0-9-]{1,40}@openssh\\.com)[ \\t]+"
                    + BLOB.pattern());

    private static final Pattern TYPE_NAME = Pattern.compile("[A-Za-z0-9@.-]{1,64}");

    /**
     * Splits a line that is a key and nothing else.
     *
     * @throws RefusedKeyException if its fields are not type, base64 and perhaps a comment
     */
    static KeyLine bare(String line) {
        checkLength(line);
        if (!startsWithType(line)) {
            throw noKey();
        }
        if (isBlank(line.charAt(line.length() - 1))) {
            throw RefusedKeyException.malformed("a blank follows the key: remove it");
        }
        return split(line);
    }

    /**
     * Splits a line without surrounding blanks on which options may stand before the key. The options are checked and
     * dropped: they bind one server, and Lightsail keeps none.
     *
     * @throws RefusedKeyException if its fields are not as sshd would take them
     */
    static KeyLine withOptions(String line) {
        checkLength(line);
        int start = keyStart(line);
        if (start < 0) {
            throw noKey(line);
        }
        if (start > 0) {
            AuthorizedKeysOptions.check(withoutBlanks(line.substring(0, start)));
        }
        return split(line.substring(start));
    }

    /**
     * The line for a key blob that stood on none.
     *
     * @throws RefusedKeyException if the blob names no type that is known, or the comment does not fit on a line
     */
    static KeyLine of(byte[] blob, String comment) {
        checkControls(comment);
        checkNoOther(comment);
        var type = type(new WireReader(blob).text("key type"));
        return new KeyLine(
                type,
                Base64.getEncoder().encodeToString(blob),
                comment.replace('\t', ' ').strip());
    }

    /** Whether a key type stands where a key line has it. Such a line was meant to be a key, whatever is wrong with it. */
    static boolean looksLikeKey(String line) {
        return keyStart(line) >= 0;
    }

    /** Names the first character that kept what looks like a key from being one, if that can be told. */
    private static RefusedKeyException noKey(String line) {
        checkControls(line);
        var blob = BLOB.matcher(line);
        if (!blob.find()) {
            return noKey();
        }
        return line.substring(0, blob.start())
                .codePoints()
                .filter(KeyLine::isMistakable)
                .mapToObj(c -> RefusedKeyException.malformed(String.format(
                        "the character U+%04X stands before the key: remove it, or put a blank in its place", c)))
                .findFirst()
                .orElseGet(() -> isQuote(line.charAt(0))
                        ? RefusedKeyException.malformed(
                                "a quotation mark stands before the key: remove it, and the one after")
                        : noKey());
    }

    /** Whether a character may be taken for a blank, for none at all, or for a plain quotation mark. */
    private static boolean isMistakable(int c) {
        return c > '~'
                && switch (Character.getType(c)) {
                    case Character.SPACE_SEPARATOR,
                            Character.FORMAT,
                            Character.INITIAL_QUOTE_PUNCTUATION,
                            Character.FINAL_QUOTE_PUNCTUATION -> true;
                    default -> false;
                };
    }

    private static boolean isQuote(char c) {
        return c == '"' || c == '\'' || c == '`';
    }

    static RefusedKeyException noKey() {
        return RefusedKeyException.malformed(
                "no OpenSSH public key: a key is one line of type, base64 and comment, as in an id_ed25519.pub");
    }

    static void checkLength(String line) {
        if (line.length() > MAX_LENGTH) {
            throw new RefusedKeyException(
                    RejectionReason.TOO_LARGE,
                    "a line of more than " + MAX_LENGTH + " bytes, which no key needs: remove what is no key");
        }
    }

    /** The key itself, strictly parsed. */
    SshPublicKey key() {
        var blob = CanonicalBase64.decodeKey(base64);
        var content = KeyBlob.parse(type, blob);
        return new SshPublicKey(
                type,
                content.bits(),
                Base64.getEncoder().encodeToString(blob),
                comment,
                Fingerprints.sha256(blob),
                Fingerprints.MD5_PREFIX + Fingerprints.md5(blob),
                type == KeyType.RSA ? content.spkiMd5() : null);
    }

    private static KeyLine split(String line) {
        checkControls(line);
        var type = firstField(line);
        var rest = withoutBlanks(line.substring(type.length()));
        var base64 = firstField(rest);
        var comment = rest.substring(base64.length()).strip().replace('\t', ' ');
        var known = type(type);
        if (base64.isEmpty()) {
            throw RefusedKeyException.malformed(
                    "no key follows the type " + type + ": it is cut off, or wrapped over several lines");
        }
        checkNoOther(comment);
        return new KeyLine(known, base64, comment);
    }

    private static void checkNoOther(String comment) {
        if (holdsKey(comment)) {
            throw RefusedKeyException.malformed(
                    "another key in the comment, of which nothing would be taken: put each key"
                            + " on a line of its own");
        }
    }

    private static void checkControls(String text) {
        var control =
                text.chars().filter(c -> c != '\t' && Character.isISOControl(c)).findFirst();
        if (control.isPresent()) {
            throw RefusedKeyException.malformed(
                    String.format("a control character (U+%04X) in the line: remove it", control.getAsInt()));
        }
    }

    private static KeyType type(String name) {
        if (CERTIFICATE.matcher(name).matches()) {
            throw new RefusedKeyException(
                    RejectionReason.CERTIFICATE,
                    "an OpenSSH certificate, not a key: import the .pub file of the key that it certifies");
        }
        return KeyType.ofWireName(name)
                .orElseThrow(() -> new RefusedKeyException(
                        RejectionReason.UNSUPPORTED_TYPE,
                        "a key of type " + Printable.quote(name)
                                + ", which Keyflux does not know: use an ssh-ed25519 or ssh-rsa key"));
    }

    /** Whether a key stands anywhere in the text. */
    static boolean holdsKey(String text) {
        return text.contains("AAAA") && KEY_WITHIN.matcher(text).find();
    }

    private static int keyStart(String line) {
        if (startsWithType(line)) {
            return 0;
        }
        int start = AuthorizedKeysOptions.end(line);
        while (start < line.length() && isBlank(line.charAt(start))) {
            start++;
        }
        return start < line.length() && startsWithType(line.substring(start)) ? start : -1;
    }

    /** Whether a line begins with a key type, be it one that is not known. */
    static boolean startsWithType(String line) {
        var type = firstField(line);
        return KeyType.ofWireName(type).isPresent()
                || CERTIFICATE.matcher(type).matches()
                || isUnknownKey(type, firstField(line.substring(type.length()).strip()));
    }

    /** A key of a type that we do not know repeats its type inside the blob, as every SSH key does. */
    private static boolean isUnknownKey(String type, String base64) {
        // The length of so short a name begins with three zero bytes: a cheap way to leave most other text alone.
        if (!base64.startsWith("AAAA") || !TYPE_NAME.matcher(type).matches()) {
            return false;
        }
        try {
            return CanonicalBase64.decode(base64)
                    .filter(blob -> new WireReader(blob).text("key type").equals(type))
                    .isPresent();
        } catch (RefusedKeyException e) {
            return false;
        }
    }

    static String firstField(String text) {
        int end = 0;
        while (end < text.length() && !isBlank(text.charAt(end))) {
            end++;
        }
        return text.substring(0, end);
    }

    /** Without blanks and tabs at either end; whatever else looks like one is part of the text, as it is for sshd. */
    static String withoutBlanks(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
