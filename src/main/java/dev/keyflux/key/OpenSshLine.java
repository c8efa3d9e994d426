package dev.keyflux.key;

/**
 * A line of a {@code .pub} file or of {@code authorized_keys}.
 *
 * @param line its number
 * @param bytes the line without surrounding blanks, a character for each byte
 */
record OpenSshLine(int line, String bytes) implements KeyForm {

    static final String UNRESTRICTED =
            "its options (from, command and others) are left out, since Lightsail keeps none: there the key may do all";

    @Override
    public boolean isMeantAsKey() {
        var head = bytes.length() > KeyLine.MAX_LENGTH ? bytes.substring(0, KeyLine.MAX_LENGTH) : bytes;
        return KeyLine.looksLikeKey(head) || KnownHost.isAt(head);
    }

    @Override
    public FoundKey read() {
        KeyLine.checkLength(bytes);
        if (KnownHost.isAt(bytes)) {
            throw KnownHost.refused();
        }
        var decoded = DecodedText.of(bytes);
        var found = new FoundKey(KeyLine.withOptions(decoded.text()).key(), decoded.notes());
        return KeyLine.startsWithType(decoded.text()) ? found : found.noting(UNRESTRICTED);
    }
}
