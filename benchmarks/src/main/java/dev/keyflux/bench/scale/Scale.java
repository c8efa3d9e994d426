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
 * <p>Settings: {@code rounds} (5), {@code steps} of tenfold growth, 3 of which reach a million imports (3).
 */
public final class Scale implements Study {

    private static final Map<String, IntFunction<Size>> WAYS = ways();

    /** The step with ten thousand imports: from there on a run's own beginning and end weigh little. */
    private static final int BASE_STEP = 1;

    private static final double MICROS = 1e6;

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
        var rounds = settings.number("rounds", 5, 1);
        var steps = settings.number("steps", 3, BASE_STEP);
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
                "× that of 10,000",
                "in rounds",
                "live heap MB",
                "× that of 10,000",
                "in rounds",
                "peak RSS MB",
                "threads");
        for (var way : points.entrySet()) {
            var sizes = way.getValue();
            sizes.forEach(size -> row(table, way.getKey(), size, sizes.get(BASE_STEP)));
            plot(way.getKey(), settings, sizes.stream().map(Point::median).toList());
        }
        return "Defaults (256 calls in flight, 32 in one target), at most 512 MB of heap, medians of " + rounds
                + " processes each, in rounds over all sizes, every one warmed up by three thousand small runs, so that"
                + " what is done once a run is compiled, and by three runs of its own size and a million imports at least;"
                + " smaller sizes are run until they have made a million."
                + " Live heap is what is reachable halfway through a run. A ratio is that of an import's processor time, or of"
                + " the live heap, to that with ten thousand imports in the same round.\n\n"
                + table + "\nOver the number of imports; grey is a tenth more and less than with ten thousand.\n\n"
                + WAYS.keySet().stream()
                        .map(way -> "![growth with " + way + "](" + plotName(way, settings) + ")\n")
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

    private static void row(Table table, String way, Point point, Point base) {
        var median = point.median();
        var imports = median.value("operations");
        var size = point.size();
        table.row(
                way + ": " + size.keys() + " × " + size.regions() + " × " + size.accounts(),
                (long) imports,
                median.value("wall"),
                median.value("wall") * MICROS / imports,
                Point.cost(median) * MICROS,
                Figures.median(point.against(base, Point::cost)),
                Figures.range(point.against(base, Point::cost)),
                median.value("heap"),
                Figures.median(point.against(base, Point::heap)),
                Figures.range(point.against(base, Point::heap)),
                median.value("rss"),
                (long) median.value("threads"));
    }

    private void plot(String way, Settings settings, List<Figures> points) throws IOException {
        var plot = new Plot("Growth with " + way, BASE_STEP);
        panel(plot, "µs an import", points, point -> point.value("wall") / point.value("operations") * MICROS);
        panel(plot, "processor µs an import", points, point -> Point.cost(point) * MICROS);
        panel(plot, "live heap, MB", points, Point::heap);
        panel(plot, "threads", points, point -> point.value("threads"));
        Files.createDirectories(plots);
        Files.writeString(plots.resolve(plotName(way, settings)), plot.svg());
    }

    private static void panel(Plot plot, String name, List<Figures> points, ToDoubleFunction<Figures> figure) {
        plot.panel(
                name,
                points.stream()
                        .map(point -> new Plot.Point(point.value("operations"), figure.applyAsDouble(point)))
                        .toList());
    }

    private static String plotName(String way, Settings settings) {
        return settings.page("scale") + "-" + way + "-jdk" + Runtime.version().feature() + ".svg";
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

        static double heap(Figures round) {
            return round.value("heap");
        }
    }
}
