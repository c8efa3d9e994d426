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
import java.util.function.IntFunction;

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
    public String run(Settings settings) throws Exception {
        var rounds = settings.number("rounds", 3);
        var table = new Table(
                "size", "imports", "seconds", "µs/import", "CPU µs/import", "live heap MB", "peak RSS MB", "threads");
        for (var way : WAYS.entrySet()) {
            var points = new ArrayList<Figures>();
            var factor = 1;
            for (var step = 0; step <= settings.number("steps", 3); step++) {
                var size = way.getValue().apply(factor);
                var point = median(size, rounds);
                points.add(point);
                row(table, way.getKey(), size, point);
                factor *= 10;
            }
            plot(way.getKey(), points);
        }
        return "Defaults (256 calls in flight, 32 in one target), at most 512 MB of heap, medians of " + rounds
                + " processes each, every one warmed up by three thousand small runs, so that what is done once a run is"
                + " compiled, and by three runs of its own size and a million imports at least; smaller sizes are run until"
                + " they have made a million."
                + " Live heap is what is reachable halfway through a run.\n\n"
                + table + "\n"
                + WAYS.keySet().stream()
                        .map(way -> "![growth with " + way + "](" + plotName(way) + ")\n")
                        .reduce("", String::concat);
    }

    private static Figures median(Size size, int rounds) throws Exception {
        var each = new ArrayList<Figures>();
        for (var round = 0; round < rounds; round++) {
            try (var process = Child.java(
                    -1,
                    List.of("-Xmx512m"),
                    ScaleProcess.class,
                    Integer.toString(size.keys()),
                    Integer.toString(size.regions()),
                    Integer.toString(size.accounts()))) {
                each.add(process.figures());
            }
        }
        var median = new LinkedHashMap<String, Double>();
        each.get(0).values().keySet().forEach(name -> median.put(name, Figures.median(each, one -> one.value(name))));
        System.err.println(size + " " + median);
        return new Figures(median);
    }

    private static void row(Table table, String way, Size size, Figures point) {
        var imports = point.value("operations");
        table.row(
                way + ": " + size.keys() + " × " + size.regions() + " × " + size.accounts(),
                (long) imports,
                point.value("wall"),
                point.value("wall") * 1e6 / imports,
                point.value("cpu") * 1e6 / imports,
                point.value("heap"),
                point.value("rss"),
                (long) point.value("threads"));
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
}
