package dev.keyflux.key;

/**
 * The SSH public key file format of RFC 4716: headers, of which a long one is continued by a backslash at the end of its
 * line, and then the key blob in base64. PuTTY, Tectia and {@code ssh-keygen -e} write it. As {@code ssh-keygen -i} does,
 * this takes lines of more than 72 bytes.
 *
 * @param armour the block
 */
record Rfc4716Block(Armour armour) implements KeyForm {

    private static final String PUBLIC_KEY = "SSH2 PUBLIC KEY";
    private static final String COMMENT = "comment";

    @Override
    public int line() {
        return armour.line();
    }

    @Override
    public boolean isMeantAsKey() {
        return true;
    }

    @Override
    public FoundKey read() {
        if (!armour.label().equals(PUBLIC_KEY)) {
            throw new RefusedKeyException(
                    RejectionReason.UNSUPPORTED_TYPE,
                    "a block of '" + armour.label() + "', which is no public key: import the .pub file instead");
        }
        var lines = armour.wholeBody();
        var comment = DecodedText.of("");
        int at = 0;
        while (at < lines.size() && lines.get(at).isEmpty()) {
            at++;
        }
        while (at < lines.size() && lines.get(at).indexOf(':') >= 0) {
            var header = new StringBuilder(lines.get(at++));
            while (header.charAt(header.length() - 1) == '\\') {
                header.setLength(header.length() - 1);
                if (at == lines.size()) {
                    throw RefusedKeyException.malformed(
                            "a header is continued on a line that is not there: get the key from its owner again");
                }
                header.append(lines.get(at++));
            }
            comment = comment(header.toString(), comment);
        }
        var blob = CanonicalBase64.decodeKey(String.join("", lines.subList(at, lines.size())));
        return new FoundKey(KeyLine.of(blob, comment.text()).key(), comment.notes());
    }

    /** The comment that a header states, or else the one stated before. Tags are compared without regard to case. */
    private static DecodedText comment(String header, DecodedText before) {
        int colon = header.indexOf(':');
        if (!header.substring(0, colon).strip().equalsIgnoreCase(COMMENT)) {
            return before;
        }
        var value = header.substring(colon + 1).strip();
        boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        return DecodedText.of(quoted ? value.substring(1, value.length() - 1) : value);
    }
}
