package dev.keyflux.bench.scale;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Lines in an SVG, both axes logarithmic: what is constant is level there, and what grows in proportion rises by the same
 * steps as the axis below.
 */
final class Plot {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 400;
    private static final int LEFT = 70;
    private static final int RIGHT = 130;
    private static final int TOP = 40;
    private static final int BOTTOM = 50;

    /** Told apart by people who see colours differently, too (Okabe and Ito). */
    private static final List<String> COLOURS = List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00");

    private final String title;
    private final String below;
    private final List<Line> lines = new ArrayList<>();

    /**
     * An empty plot.
     *
     * @param title its title
     * @param below what the axis below counts
     */
    Plot(String title, String below) {
        this.title = title;
        this.below = below;
    }

    /** A point; both are more than nothing. */
    record Point(double x, double y) {}

    private record Line(String name, List<Point> points) {}

    /** A logarithmic axis over whole powers of ten, and where they come to lie. */
    private record Axis(int from, int to, double start, double end) {

        static Axis over(List<Line> lines, ToDoubleFunction<Point> value, double start, double end) {
            var all = lines.stream()
                    .flatMap(line -> line.points().stream())
                    .mapToDouble(value)
                    .map(Math::log10)
                    .summaryStatistics();
            var from = (int) Math.floor(all.getMin());
            return new Axis(from, Math.max(from + 1, (int) Math.ceil(all.getMax())), start, end);
        }

        double place(double value) {
            return start + (Math.log10(value) - from) / (to - from) * (end - start);
        }
    }

    void line(String name, List<Point> points) {
        lines.add(new Line(name, List.copyOf(points)));
    }

    String svg() {
        var x = Axis.over(lines, Point::x, LEFT, WIDTH - RIGHT);
        var y = Axis.over(lines, Point::y, HEIGHT - BOTTOM, TOP);
        var svg = new StringBuilder();
        add(
                svg,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\""
                        + " font-size=\"12\">",
                WIDTH,
                HEIGHT);
        add(svg, "<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>");
        add(svg, "<text x=\"%d\" y=\"22\" font-size=\"15\">%s</text>", LEFT, title);
        add(svg, "<text x=\"%d\" y=\"%d\">%s</text>", LEFT, HEIGHT - 12, below);
        grid(svg, x, y);
        for (var i = 0; i < lines.size(); i++) {
            draw(svg, lines.get(i), COLOURS.get(i % COLOURS.size()), x, y, TOP + 18 * i);
        }
        return svg.append("</svg>\n").toString();
    }

    private static void grid(StringBuilder svg, Axis x, Axis y) {
        for (var power = x.from(); power <= x.to(); power++) {
            var at = x.place(Math.pow(10, power));
            add(
                    svg,
                    "<path d=\"M%.1f %.1fV%.1f\" stroke=\"#ddd\"/><text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>",
                    at,
                    y.start(),
                    y.end(),
                    at,
                    HEIGHT - BOTTOM + 18,
                    label(power));
        }
        for (var power = y.from(); power <= y.to(); power++) {
            var at = y.place(Math.pow(10, power));
            add(
                    svg,
                    "<path d=\"M%.1f %.1fH%.1f\" stroke=\"#ddd\"/><text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>",
                    x.start(),
                    at,
                    x.end(),
                    LEFT - 8,
                    at + 4,
                    label(power));
        }
    }

    private static void draw(StringBuilder svg, Line line, String colour, Axis x, Axis y, int legend) {
        var path = line.points().stream()
                .map(point -> String.format(Locale.ROOT, "%.1f,%.1f", x.place(point.x()), y.place(point.y())))
                .collect(Collectors.joining(" "));
        add(svg, "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>", path, colour);
        add(svg, "<text x=\"%d\" y=\"%d\" fill=\"%s\">%s</text>", WIDTH - RIGHT + 12, legend + 12, colour, line.name());
    }

    private static String label(int power) {
        return power < 0
                ? BigDecimal.ONE.movePointLeft(-power).toPlainString()
                : String.format(Locale.ROOT, "%,.0f", Math.pow(10, power));
    }

    private static void add(StringBuilder svg, String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
