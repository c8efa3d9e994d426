package dev.keyflux.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

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
        return lines.stream()
                .flatMap(line -> in(line).stream())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no figures: " + String.join("\n", lines)));
    }

    /** The figures of a line; empty if it is another one. */
    static Optional<Figures> in(String line) {
        if (!line.startsWith(MARK + " ")) {
            return Optional.empty();
        }
        var values = new LinkedHashMap<String, Double>();
        FIGURE.matcher(line).results().forEach(found -> values.put(found.group(1), Double.valueOf(found.group(2))));
        return Optional.of(new Figures(values));
    }

    /** One of the figures. */
    public double value(String name) {
        return Objects.requireNonNull(values.get(name), () -> "no figure '" + name + "' in " + values);
    }

    /** One of the figures; NaN if this process does not tell it. */
    public double valueIfTold(String name) {
        return values.getOrDefault(name, Double.NaN);
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

    /** A figure as ratios to what others have, round by round. */
    public static DoubleStream ratios(List<Figures> rounds, List<Figures> others, ToDoubleFunction<Figures> figure) {
        return IntStream.range(0, Math.min(rounds.size(), others.size()))
                .mapToDouble(
                        round -> figure.applyAsDouble(rounds.get(round)) / figure.applyAsDouble(others.get(round)));
    }

    /** The least and the greatest, as they are shown in a table. */
    public static String range(DoubleStream numbers) {
        var each = numbers.summaryStatistics();
        return each.getCount() == 0 ? "–" : String.format(Locale.ROOT, "%.2f–%.2f", each.getMin(), each.getMax());
    }

    /** The median over several rounds. */
    public static double median(List<Figures> rounds, ToDoubleFunction<Figures> figure) {
        return median(rounds.stream().mapToDouble(figure));
    }

    /** The same of bare numbers; NaN if there are none. */
    public static double median(DoubleStream numbers) {
        var sorted = numbers.sorted().toArray();
        var upper = sorted.length / 2;
        return sorted.length == 0
                ? Double.NaN
                : sorted.length % 2 == 1 ? sorted[upper] : (sorted[upper - 1] + sorted[upper]) / 2;
    }
}
