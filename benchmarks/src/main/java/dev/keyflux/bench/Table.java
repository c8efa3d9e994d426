package dev.keyflux.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A table in Markdown, its first column of words and the others of figures. */
public final class Table {

    private final List<String> lines = new ArrayList<>();

    /** A table with these columns. */
    public Table(String... columns) {
        row((Object[]) columns);
        lines.add("|---|" + "---:|".repeat(columns.length - 1));
    }

    /** Adds a row; a fractional number is shown with two digits after the point. */
    public void row(Object... cells) {
        var line = new StringBuilder("|");
        for (var cell : cells) {
            line.append(' ').append(shown(cell)).append(" |");
        }
        lines.add(line.toString());
    }

    private static String shown(Object cell) {
        if (cell instanceof Double figure) {
            return figure.isNaN() ? "–" : String.format(Locale.ROOT, figure < 100 ? "%.2f" : "%,.0f", figure);
        }
        return cell instanceof Number whole ? String.format(Locale.ROOT, "%,d", whole.longValue()) : cell.toString();
    }

    /** All of it, each line ended by a newline. */
    @Override
    public String toString() {
        return String.join("\n", lines) + "\n";
    }
}
