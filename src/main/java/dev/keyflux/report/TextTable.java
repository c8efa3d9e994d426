package dev.keyflux.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Rows under aligned columns. A heading that begins with {@code >} sets its column flush right. */
final class TextTable {

    private final boolean[] right;
    private final List<List<String>> rows = new ArrayList<>();

    TextTable(String... headings) {
        right = new boolean[headings.length];
        for (var i = 0; i < headings.length; i++) {
            right[i] = headings[i].startsWith(">");
        }
        rows.add(Arrays.stream(headings)
                .map(heading -> heading.startsWith(">") ? heading.substring(1) : heading)
                .toList());
    }

    void row(String... cells) {
        rows.add(List.of(cells));
    }

    /** The heading and the rows, each indented by two blanks and ended by a newline. */
    void appendTo(StringBuilder out) {
        var widths = IntStream.range(0, right.length)
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        for (var row : rows) {
            var line = new StringBuilder();
            for (var column = 0; column < right.length; column++) {
                var cell = row.get(column);
                var padding = " ".repeat(widths[column] - cell.length());
                line.append("  ").append(right[column] ? padding + cell : cell + padding);
            }
            out.append(line.toString().stripTrailing()).append('\n');
        }
    }
}
