package dev.keyflux.key;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;

/**
 * The content of one file, and what its entries are.
 *
 * @param label how reports name the file
 * @param content the file, a character for each byte; text is decoded line by line, so that a large file is held once
 */
record KeyFile(String label, String content) {

    private static final String BYTE_ORDER_MARK = "\u00ef\u00bb\u00bf";

    /** Drops a leading byte order mark. */
    KeyFile {
        if (content.startsWith(BYTE_ORDER_MARK)) {
            content = content.substring(BYTE_ORDER_MARK.length());
        }
    }

    /** Judges one entry line after another, as the iterator is advanced. */
    Iterator<KeyEntry> entries(KeyPolicy policy, Naming naming) {
        var foreign = ForeignContent.find(label, content);
        if (foreign.isPresent()) {
            return only(foreign.get());
        }
        var first = EntryLines.stream(content).findFirst();
        if (first.isEmpty()) {
            return only(new RejectedKey(
                    new SourceLine(label, 1),
                    RejectionReason.EMPTY,
                    "no key in it: put a public key there, or leave it out"));
        }
        if (EntryLines.stream(content).noneMatch(line -> wasMeantAsKey(line.text()))) {
            // One verdict instead of one for each line of what may be a novel.
            return only(KeyLine.noKey().at(new SourceLine(label, first.get().number())));
        }
        var file = naming.file(label, (int) EntryLines.stream(content).limit(2).count());
        var lines = new EntryLines(content);
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return lines.hasNext();
            }

            @Override
            public KeyEntry next() {
                return judge(lines.next(), policy, file);
            }
        };
    }

    private KeyEntry judge(EntryLines.EntryLine line, KeyPolicy policy, Naming.OfFile naming) {
        var source = new SourceLine(label, line.number());
        int n = naming.count();
        try {
            KeyLine.checkLength(line.text());
            var key = KeyLine.withOptions(decode(line.text())).key();
            policy.check(key);
            return new NamedKey(naming.name(key, source, line.index(), n), key, source);
        } catch (RefusedKeyException e) {
            return e.at(source);
        }
    }

    private static Iterator<KeyEntry> only(KeyEntry entry) {
        return List.of(entry).iterator();
    }

    private static boolean wasMeantAsKey(String line) {
        return line.length() > KeyLine.MAX_LENGTH || KeyLine.looksLikeKey(line);
    }

    /** Comments in another encoding keep their ASCII part. */
    private static String decode(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
