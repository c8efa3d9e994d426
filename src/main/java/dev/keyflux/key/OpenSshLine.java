package dev.keyflux.key;

/**
 * A line of a {@code .pub} file or of {@code authorized_keys}.
 *
 * @param line its number
 * @param bytes the line without surrounding blanks, a character for each byte
 */
record OpenSshLine(int line, String bytes) implements KeyForm {

    @Override
    public boolean isMeantAsKey() {
        return bytes.length() > KeyLine.MAX_LENGTH || KeyLine.looksLikeKey(bytes) || KnownHost.isAt(bytes);
    }

    @Override
    public FoundKey read() {
        KeyLine.checkLength(bytes);
        if (KnownHost.isAt(bytes)) {
            throw KnownHost.refused();
        }
        var decoded = DecodedText.of(bytes);
        return new FoundKey(KeyLine.withOptions(decoded.text()).key(), decoded.notes());
    }
}
