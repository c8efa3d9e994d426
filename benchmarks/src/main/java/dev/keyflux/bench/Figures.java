package dev.keyflux.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a measured process tells of itself, as one line of {@code name=number} that programs in other languages can print
 * too.
 *
 * @param values the figures, by their names
 */
public record Figures(Map<String, Double> values) {

    /** Starts the line, so that it is found among whatever else the process prints. */
    private static final String MARK = "figures";

    private static final Pattern FIGURE = Pattern.compile("(?<name>\\w+)=(?<value>[0-9.eE+-]+)");

    /** Copies the figures, in their order. */
    public Figures {
        values = new LinkedHashMap<>(values);
    }

    /** Reads the first such line among the lines that a process printed; fails if there is none. */
    static Figures among(List<String> lines) {
        var line = lines.stream()
                .filter(text -> text.startsWith(MARK + " "))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no figures: " + String.join("\n", lines)));
        var values = new LinkedHashMap<String, Double>();
        FIGURE.matcher(line).results().forEach(found -> values.put(found.group(1), Double.valueOf(found.group(2))));
        return new Figures(values);
    }

    /** One of the figures. */
    public double value(String name) {
        return Objects.requireNonNull(values.get(name), () -> "no figure '" + name + "' in " + values);
    }

    /** The same, and one more. */
    public Figures with(String name, double value) {
        var more = new LinkedHashMap<>(values);
        more.put(name, value);
        return new Figures(more);
    }

    /** The line. */
    public String line() {
        return MARK + " "
                + values.entrySet().stream()
                        .map(figure -> figure.getKey() + "=" + figure.getValue())
                        .collect(Collectors.joining(" "));
    }

    /** The median over several rounds; of an even number the upper of the two in the middle. */
    public static double median(List<Figures> rounds, ToDoubleFunction<Figures> figure) {
        var sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
        return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
    }
}
