package dev.keyflux.key;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Which column of a manifest is which.
 *
 * @param name the position of the column with key pair names
 * @param key the position of the column that leads to the key
 * @param file whether that holds a path; else it holds the key itself
 */
record ManifestColumns(int name, int key, boolean file) {

    private static final int LONGEST_SHOWN = 20;

    /**
     * Reads the first line.
     *
     * @throws RefusedKeyException if the columns are not those of a manifest
     */
    static ManifestColumns of(CsvRecord header) {
        var names = header.getFields().stream()
                .map(field -> field.strip().toLowerCase(Locale.ROOT))
                .toList();
        boolean file = names.contains("file");
        int key = names.indexOf(file ? "file" : "key");
        int name = names.indexOf("name");
        if (names.size() != 2 || name < 0 || key < 0) {
            throw RefusedKeyException.malformed("the columns are " + shown(names)
                    + ": a manifest's first line is name,key or name,file, separated by a comma");
        }
        return new ManifestColumns(name, key, file);
    }

    /** Longer names may be anything, a line of a private key among it. */
    private static String shown(List<String> names) {
        var shown = names.stream()
                .map(name -> name.length() > LONGEST_SHOWN ? "..." : name)
                .collect(Collectors.joining(","));
        return Printable.quote(DecodedText.of(shown).text());
    }

    /** The name that a row gives its key; empty if it gives none. */
    String name(CsvRecord row) {
        return row.getFieldCount() <= name
                ? ""
                : DecodedText.of(row.getField(name)).text().strip();
    }

    /**
     * The key of a row.
     *
     * @param folder what its path is relative to
     * @throws RefusedKeyException if the row does not lead to just one key
     */
    FoundKey key(CsvRecord row, Path folder) {
        if (row.getFieldCount() != 2) {
            throw RefusedKeyException.malformed("a row of " + row.getFieldCount()
                    + " fields instead of 2: put a field with commas or quotes in it into quotes");
        }
        var cell = row.getField(key);
        return file ? SoleKey.ofFile(path(DecodedText.of(cell).text().strip(), folder)) : SoleKey.of(cell);
    }

    private static Path path(String cell, Path folder) {
        if (cell.isEmpty()) {
            throw RefusedKeyException.malformed("the row names no file: name the key's file");
        }
        try {
            return folder.resolve(cell);
        } catch (InvalidPathException e) {
            throw RefusedKeyException.malformed("the row's file: " + FileTrouble.of(e));
        }
    }
}
