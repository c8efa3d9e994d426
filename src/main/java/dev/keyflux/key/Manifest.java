package dev.keyflux.key;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
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

    private static final String BROKEN =
            "not CSV from here on: look for a quote that is not closed, and double each quote within quotes";

    /** Judges one row after another, as the iterator is advanced. */
    Iterator<KeyEntry> entries(KeyCheck check, Naming naming) {
        var text = KeyText.withoutMark(content);
        var refusal = PrivateMaterial.find(text).or(() -> ForeignContent.find(text));
        if (refusal.isPresent()) {
            return only(refusal.get().in(label));
        }
        var rows = CsvReader.builder()
                .allowUnclosedQuote(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(text)
                .iterator();
        try {
            if (!rows.hasNext()) {
                return only(new Refusal(1, RejectionReason.EMPTY, "no key in it: name the columns, then a key a row")
                        .in(label));
            }
            var columns = ManifestColumns.of(rows.next());
            return rows.hasNext()
                    ? new Rows(rows, columns, check, naming)
                    : only(new Refusal(1, RejectionReason.EMPTY, "no key in it: add a row for each").in(label));
        } catch (RefusedKeyException e) {
            return only(e.at(new SourceLine(label, 1)));
        } catch (CsvParseException e) {
            return only(new Refusal(1, RejectionReason.MALFORMED, BROKEN).in(label));
        }
    }

    private static Iterator<KeyEntry> only(KeyEntry entry) {
        return List.of(entry).iterator();
    }

    private final class Rows implements Iterator<KeyEntry> {

        private final Iterator<CsvRecord> rows;
        private final ManifestColumns columns;
        private final KeyCheck check;
        private final Naming naming;
        private @Nullable KeyEntry next;
        private int line = 1;
        private boolean broken;

        private Rows(Iterator<CsvRecord> rows, ManifestColumns columns, KeyCheck check, Naming naming) {
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
                return new Refusal(line + 1, RejectionReason.MALFORMED, BROKEN).in(label);
            }
        }

        private KeyEntry judge(CsvRecord row) {
            line = (int) row.getStartingLineNumber();
            var source = new SourceLine(label, line);
            var named = naming.row(columns.name(row));
            int n = named.count();
            try {
                var found = columns.key(row, folder);
                check.judge(found.key());
                return new NamedKey(named.name(found.key(), source, 1, n), found.key(), source, found.notes());
            } catch (RefusedKeyException e) {
                return e.at(source);
            }
        }
    }
}
