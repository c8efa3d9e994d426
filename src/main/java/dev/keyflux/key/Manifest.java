package dev.keyflux.key;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file (RFC 4180) that names keys: its first line names the columns, {@code name} and either {@code key} or {@code
 * file}, in any order and case. Each row is one key under its own name.
 *
 * @param label how reports name the manifest
 * @param folder what the paths of its files are relative to
 * @param content the manifest, a character for each byte
 */
record Manifest(String label, Path folder, String content) {

    private static final Pattern LINE_BREAK = Pattern.compile("\\r\\n?|\\n");

    private static final String BROKEN =
            "not CSV from here on: look for a quote that is not closed, and double each quote within quotes";

    /** Judges one row after another, as the iterator is advanced. */
    Iterator<KeyEntry> entries(KeyCheck check, Naming naming) {
        var text = KeyText.withoutMark(content);
        var refusal = PrivateMaterial.find(text).or(() -> ForeignContent.find(text));
        if (refusal.isPresent()) {
            return only(refusal.get().in(label), naming);
        }
        var rows = CsvReader.builder()
                .allowUnclosedQuote(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(text)
                .iterator();
        int line = 1;
        try {
            if (!rows.hasNext()) {
                return only(
                        new Refusal(1, RejectionReason.EMPTY, "no key in it: name the columns, then a key a row")
                                .in(label),
                        naming);
            }
            var header = rows.next();
            line = lineAfter(header);
            var columns = ManifestColumns.of(header);
            return rows.hasNext()
                    ? new Rows(text, rows, columns, check, naming, line)
                    : only(new Refusal(1, RejectionReason.EMPTY, "no key in it: add a row for each").in(label), naming);
        } catch (RefusedKeyException e) {
            return only(e.at(new SourceLine(label, 1)), naming);
        } catch (CsvParseException e) {
            return only(broken(text, line).in(label), naming);
        }
    }

    private static Iterator<KeyEntry> only(KeyEntry entry, Naming naming) {
        naming.count();
        return List.of(entry).iterator();
    }

    private static int lineAfter(CsvRecord row) {
        return (int) row.getStartingLineNumber()
                + 1
                + row.getFields().stream()
                        .mapToInt(field ->
                                (int) LINE_BREAK.matcher(field).results().count())
                        .sum();
    }

    /** What no row can be read of, from {@code line} on, blank lines aside. */
    private static Refusal broken(String text, int line) {
        var blank = text.lines().skip(line - 1L).takeWhile(String::isEmpty).count();
        return new Refusal(line + (int) blank, RejectionReason.MALFORMED, BROKEN);
    }

    private final class Rows implements Iterator<KeyEntry> {

        private final String text;
        private final Iterator<CsvRecord> rows;
        private final ManifestColumns columns;
        private final KeyCheck check;
        private final Naming naming;
        private @Nullable KeyEntry next;
        /** The first line after the row that was read last. */
        private int line;

        private boolean broken;

        private Rows(
                String text,
                Iterator<CsvRecord> rows,
                ManifestColumns columns,
                KeyCheck check,
                Naming naming,
                int line) {
            this.text = text;
            this.line = line;
            this.rows = rows;
            this.columns = columns;
            this.check = check;
            this.naming = naming;
        }

        @Override
        public boolean hasNext() {
            if (next == null && !broken) {
                next = read();
            }
            return next != null;
        }

        @Override
        public KeyEntry next() {
            if (!hasNext() || next == null) {
                throw new NoSuchElementException();
            }
            var entry = next;
            next = null;
            return entry;
        }

        private @Nullable KeyEntry read() {
            try {
                return rows.hasNext() ? judge(rows.next()) : null;
            } catch (CsvParseException e) {
                broken = true;
                naming.count();
                return Manifest.broken(text, line).in(label);
            }
        }

        private KeyEntry judge(CsvRecord row) {
            line = lineAfter(row);
            var source = new SourceLine(label, (int) row.getStartingLineNumber());
            var named = naming.row(columns.name(row));
            int n = naming.count();
            try {
                return columns.key(row, folder).at(source, check, key -> named.name(key, source, 1, n));
            } catch (RefusedKeyException e) {
                return e.at(source);
            }
        }
    }
}
