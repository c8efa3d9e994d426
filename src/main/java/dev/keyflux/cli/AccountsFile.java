package dev.keyflux.cli;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.keyflux.key.FileTrouble;
import dev.keyflux.key.Printable;
import dev.keyflux.target.Account;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads accounts from a CSV file with the columns {@code alias}, {@code role_arn} and, if need be, {@code external_id}. */
final class AccountsFile {

    private static final List<String> COLUMNS = List.of("alias", "role_arn", "external_id");
    private static final String EXPECTED = "the columns are " + String.join(",", COLUMNS) + ", named in the first line";

    /** What Java makes of bytes that are no character. */
    private static final String UNDECODED = "\ufffd";

    private AccountsFile() {}

    static List<Account> read(Path file) {
        try (var reader = CsvReader.builder()
                .detectBomHeader(true)
                // An external id is not always needed; what must not be missing is asked for by name.
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofNamedCsvRecord(file)) {
            var rows = reader.stream().toList();
            if (rows.isEmpty()) {
                throw UsageException.of("--accounts", " " + file + ": holds no account");
            }
            requireText(file, rows);
            requireKnown(file, rows.get(0).getHeader());
            return rows.stream().map(row -> account(file, row)).toList();
        } catch (IOException e) {
            throw UsageException.of("--accounts", " " + file + ": " + FileTrouble.of(e), e);
        } catch (UncheckedIOException e) {
            throw UsageException.of("--accounts", " " + file + ": " + FileTrouble.of(e), e);
        } catch (CsvParseException e) {
            throw UsageException.of("--accounts", " " + file + ": not a CSV file: " + e.getMessage(), e);
        }
    }

    private static Account account(Path file, NamedCsvRecord row) {
        var place = " " + file + ":" + row.getStartingLineNumber() + ": ";
        try {
            return new Account(
                    required(place, row, "alias"),
                    required(place, row, "role_arn"),
                    field(row, "external_id").orElse(null));
        } catch (IllegalArgumentException e) {
            throw UsageException.of("--accounts", place + e.getMessage(), e);
        }
    }

    private static void requireText(Path file, List<NamedCsvRecord> rows) {
        if (rows.stream().flatMap(row -> row.getFields().stream()).anyMatch(field -> field.contains(UNDECODED))) {
            throw UsageException.of("--accounts", " " + file + ": not UTF-8: save it as UTF-8");
        }
    }

    /** A column that is not known may be one that is needed, under another name. */
    private static void requireKnown(Path file, List<String> header) {
        for (var column : header) {
            if (!column.isEmpty() && !COLUMNS.contains(column)) {
                throw UsageException.of(
                        "--accounts", " " + file + ": unknown column '" + Printable.escape(column) + "'; " + EXPECTED);
            }
        }
    }

    private static String required(String place, NamedCsvRecord row, String column) {
        return field(row, column)
                .orElseThrow(() -> UsageException.of("--accounts", place + "no " + column + "; " + EXPECTED));
    }

    private static Optional<String> field(NamedCsvRecord row, String column) {
        return row.findField(column).map(String::strip).filter(value -> !value.isEmpty());
    }
}
