package dev.keyflux.report;

import java.io.OutputStream;

/** Writes a report as one JSON object, for programs. The field names are a contract. */
public final class JsonReport {

    private JsonReport() {}

    /**
     * Writes {@code report} as UTF-8 with a newline at its end, and leaves the stream open. Blocks as the stream does.
     *
     * @throws java.io.UncheckedIOException if the stream fails
     * @throws IllegalArgumentException if {@code report} does not {@linkplain RolloutReport#hasEveryResult have every result}
     */
    public static void write(RolloutReport report, OutputStream out) {
        if (!report.hasEveryResult()) {
            throw new IllegalArgumentException("run " + report.id() + ": its good results were not collected");
        }
        JsonFields.write(() -> writeWhole(report, out));
    }

    private static void writeWhole(RolloutReport report, OutputStream out) {
        try (var json = new JsonFields(out)) {
            var parts = new JsonParts(json);
            json.object(() -> {
                json.object("tool", () -> parts.tool(Tool.keyflux()));
                json.object("run", () -> parts.run(report));
                json.object("summary", () -> parts.summary(report.summary()));
                json.array("targets", report.targets(), parts::target);
                json.array("results", report.results(), result -> parts.result(result, "type"));
                json.array("rejected", report.rejected(), parts::rejected);
            });
            json.endLine();
        }
    }
}
