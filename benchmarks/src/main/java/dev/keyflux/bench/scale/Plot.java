package dev.keyflux.bench.scale;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Panels side by side in an SVG, one for each figure over the number of imports. What grows with the imports rises there,
 * what does not is level: the axis of a figure begins at nothing, and a band shows a tenth more and less than the figure
 * of the size that others are held against. The imports' axis is logarithmic.
 */
final class Plot {

    private static final int PANEL_WIDTH = 220;
    private static final int PANEL_HEIGHT = 180;
    private static final int LEFT = 50;
    private static final int TOP = 60;
    private static final int BOTTOM = 40;
    private static final double BAND = 0.1;
    /** How far the axis goes beyond the greatest figure. */
    private static final double HEADROOM = 1.2;

    private static final String LINE = "#0072b2";
    private static final String BAND_COLOUR = "#e8e8e8";

    private final String title;
    private final int base;
    private final List<Panel> panels = new ArrayList<>();

    /**
     * An empty plot.
     *
     * @param title its title
     * @param base the number of the point that others are held against
     */
    Plot(String title, int base) {
        this.title = title;
        this.base = base;
    }

    /** A figure of a number of imports; both are more than nothing. */
    record Point(double imports, double figure) {}

    private record Panel(String name, List<Point> points) {

        private double from() {
            return points.stream().mapToDouble(Point::imports).min().orElse(1);
        }

        private double to() {
            return points.stream().mapToDouble(Point::imports).max().orElse(1);
        }

        private double top() {
            return points.stream().mapToDouble(Point::figure).max().orElse(1) * HEADROOM;
        }

        double x(double imports) {
            return PANEL_WIDTH * Math.log(imports / from()) / Math.log(to() / from());
        }

        double y(double figure) {
            return PANEL_HEIGHT * (1 - figure / top());
        }
    }

    /** Adds a panel; its points are in the order of their imports. */
    void panel(String name, List<Point> points) {
        panels.add(new Panel(name, List.copyOf(points)));
    }

    String svg() {
        var svg = new StringBuilder();
        add(
                svg,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\""
                        + " font-size=\"11\">",
                panels.size() * (LEFT + PANEL_WIDTH) + LEFT,
                TOP + PANEL_HEIGHT + BOTTOM);
        add(svg, "<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>");
        add(svg, "<text x=\"%d\" y=\"22\" font-size=\"15\">%s</text>", LEFT, title);
        for (var i = 0; i < panels.size(); i++) {
            add(svg, "<g transform=\"translate(%d,%d)\">", LEFT + i * (LEFT + PANEL_WIDTH), TOP);
            draw(svg, panels.get(i));
            add(svg, "</g>");
        }
        return svg.append("</svg>\n").toString();
    }

    private void draw(StringBuilder svg, Panel panel) {
        add(svg, "<text y=\"-10\" font-weight=\"bold\">%s</text>", panel.name());
        var held = panel.points().get(base).figure();
        var above = panel.y(held * (1 + BAND));
        add(
                svg,
                "<rect y=\"%.1f\" width=\"%d\" height=\"%.1f\" fill=\"%s\"/>",
                above,
                PANEL_WIDTH,
                panel.y(held * (1 - BAND)) - above,
                BAND_COLOUR);
        add(svg, "<path d=\"M0 0V%d H%d\" fill=\"none\" stroke=\"#888\"/>", PANEL_HEIGHT, PANEL_WIDTH);
        for (var point : panel.points()) {
            add(
                    svg,
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>",
                    panel.x(point.imports()),
                    PANEL_HEIGHT + 18,
                    imports(point.imports()));
            add(
                    svg,
                    "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>",
                    panel.x(point.imports()),
                    panel.y(point.figure()),
                    LINE);
            add(
                    svg,
                    "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%s</text>",
                    panel.x(point.imports()),
                    panel.y(point.figure()) - 8,
                    figure(point.figure()));
        }
        var path = panel.points().stream()
                .map(point ->
                        String.format(Locale.ROOT, "%.1f,%.1f", panel.x(point.imports()), panel.y(point.figure())))
                .collect(Collectors.joining(" "));
        add(svg, "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>", path, LINE);
    }

    private static String imports(double number) {
        return String.format(Locale.ROOT, "%,.0f", number);
    }

    private static String figure(double number) {
        return number == Math.rint(number)
                ? String.format(Locale.ROOT, "%.0f", number)
                : String.format(Locale.ROOT, "%.3g", number);
    }

    private static void add(StringBuilder svg, String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
