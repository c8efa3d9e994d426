package dev.keyflux.key;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The lines of a file's content that are neither blank nor comments, found one at a time. */
final class EntryLines implements Iterator<EntryLines.EntryLine> {

    /**
     * One such line.
     *
     * @param number its number in the file, from 1
     * @param index its number among the entries, from 1
     * @param text the line without surrounding blanks
     */
    record EntryLine(int number, int index, String text) {}

    private final Iterator<String> lines;
    private int number;
    private int index;
    private @Nullable EntryLine next;

    /** Lines end with LF, CRLF or CR. */
    EntryLines(String content) {
        lines = content.lines().iterator();
    }

    /** The lines as a stream, for looking ahead. */
    static Stream<EntryLine> stream(String content) {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(new EntryLines(content), 0), false);
    }

    @Override
    public boolean hasNext() {
        while (next == null && lines.hasNext()) {
            number++;
            var text = strip(lines.next());
            if (!text.isEmpty() && text.charAt(0) != '#') {
                next = new EntryLine(number, ++index, text);
            }
        }
        return next != null;
    }

    @Override
    public EntryLine next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        var line = next;
        next = null;
        return line;
    }

    private static String strip(String line) {
        int start = 0;
        int end = line.length();
        while (start < end && KeyLine.isBlank(line.charAt(start))) {
            start++;
        }
        while (end > start && KeyLine.isBlank(line.charAt(end - 1))) {
            end--;
        }
        return line.substring(start, end);
    }
}
