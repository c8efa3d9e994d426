package dev.keyflux.bench.scale;

import dev.keyflux.bench.Child;
import dev.keyflux.bench.Figures;
import dev.keyflux.bench.Settings;
import dev.keyflux.bench.Study;
import dev.keyflux.bench.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * Runs that grow tenfold along one of three ways, over stubs that answer at once: the pipeline's own cost, without the
 * SDK's.
 *
 * <p>Settings: {@code rounds} (3), {@code steps} of tenfold growth, 3 of which reach a million imports (3).
 */
public final class Scale implements Study {

    private static final Map<String, IntFunction<Size>> WAYS = ways();

    private final Path plots;

    /** Plots go into this folder. */
    public Scale(Path plots) {
        this.plots = plots;
    }

    private static Map<String, IntFunction<Size>> ways() {
        var ways = new LinkedHashMap<String, IntFunction<Size>>();
        ways.put("keys", factor -> new Size(1_000 * factor, 1, 1));
        ways.put("regions", factor -> new Size(1_000, factor, 1));
        ways.put("accounts", factor -> new Size(100, 10, factor));
        return ways;
    }

    @Override
    public String question() {
        return "How do time, processor time, memory and threads grow with keys, regions and accounts, up to a million imports?";
    }

    @Override
    public Set<String> settings() {
        return Set.of("rounds", "steps");
    }

    @Override
    public String run(Settings settings) throws Exception {
        var rounds = settings.number("rounds", 3, 1);
        var steps = settings.number("steps", 3, 1);
        var points = new LinkedHashMap<String, List<Point>>();
        WAYS.forEach((way, sizes) -> points.put(way, points(sizes, steps)));
        for (var round = 0; round < rounds; round++) {
            for (var point : points.values().stream().flatMap(List::stream).toList()) {
                point.measure();
            }
        }
        var table = new Table(
                "size",
                "imports",
                "seconds",
                "µs/import",
                "CPU µs/import",
                "× ten times smaller",
                "in rounds",
                "live heap MB",
                "× ten times smaller",
                "peak RSS MB",
                "threads");
        for (var way : points.entrySet()) {
            var sizes = way.getValue();
            for (var step = 0; step < sizes.size(); step++) {
                row(table, way.getKey(), sizes.get(step), sizes.get(Math.max(0, step - 1)));
            }
            plot(way.getKey(), sizes.stream().map(Point::median).toList());
        }
        return "Defaults (256 calls in flight, 32 in one target), at most 512 MB of heap, medians of " + rounds
                + " processes each, in rounds over all sizes, every one warmed up by three thousand small runs, so that"
                + " what is done once a run is compiled, and by three runs of its own size and a million imports at least;"
                + " smaller sizes are run until they have made a million."
                + " Live heap is what is reachable halfway through a run. A ratio is that of processor time, or of live"
                + " heap, to those of the size before in the same round.\n\n"
                + table + "\n"
                + WAYS.keySet().stream()
                        .map(way -> "![growth with " + way + "](" + plotName(way) + ")\n")
                        .reduce("", String::concat);
    }

    private static List<Point> points(IntFunction<Size> sizes, int steps) {
        var points = new ArrayList<Point>();
        var factor = 1;
        for (var step = 0; step <= steps; step++) {
            points.add(new Point(sizes.apply(factor), new ArrayList<>()));
            factor *= 10;
        }
        return points;
    }

    private static void row(Table table, String way, Point point, Point smaller) {
        var median = point.median();
        var imports = median.value("operations");
        var size = point.size();
        table.row(
                way + ": " + size.keys() + " × " + size.regions() + " × " + size.accounts(),
                (long) imports,
                median.value("wall"),
                median.value("wall") * 1e6 / imports,
                median.value("cpu") * 1e6 / imports,
                Figures.median(point.against(smaller, Point::cost)),
                Figures.range(point.against(smaller, Point::cost)),
                median.value("heap"),
                Figures.median(point.against(smaller, round -> round.value("heap"))),
                median.value("rss"),
                (long) median.value("threads"));
    }

    private void plot(String way, List<Figures> points) throws IOException {
        var plot = new Plot("Growth with " + way, "imports");
        for (var series : List.of("wall", "cpu", "heap", "rss", "threads")) {
            plot.line(
                    series,
                    points.stream()
                            .map(point -> new Plot.Point(point.value("operations"), point.value(series)))
                            .toList());
        }
        Files.createDirectories(plots);
        Files.writeString(plots.resolve(plotName(way)), plot.svg());
    }

    private static String plotName(String way) {
        return "scale-" + way + "-jdk" + Runtime.version().feature() + ".svg";
    }

    /**
     * One size, and what was measured of it.
     *
     * @param rounds a process' figures each
     */
    private record Point(Size size, List<Figures> rounds) {

        void measure() throws Exception {
            try (var process = Child.java(
                    -1,
                    List.of("-Xmx512m"),
                    ScaleProcess.class,
                    Integer.toString(size.keys()),
                    Integer.toString(size.regions()),
                    Integer.toString(size.accounts()))) {
                var figures = process.figures();
                System.err.println(size + " " + figures.line());
                rounds.add(figures);
            }
        }

        Figures median() {
            var median = new LinkedHashMap<String, Double>();
            rounds.get(0)
                    .values()
                    .keySet()
                    .forEach(name -> median.put(name, Figures.median(rounds, round -> round.value(name))));
            return new Figures(median);
        }

        /** A figure as a ratio to the other's, round by round. */
        DoubleStream against(Point other, ToDoubleFunction<Figures> figure) {
            return Figures.ratios(rounds, other.rounds(), figure);
        }

        /** Processor time of an import. */
        static double cost(Figures round) {
            return round.value("cpu") / round.value("operations");
        }
    }
}
