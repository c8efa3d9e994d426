package dev.keyflux.cli;

import dev.keyflux.key.FileTrouble;
import dev.keyflux.report.JsonReport;
import dev.keyflux.report.ReportFile;
import dev.keyflux.report.RolloutReport;
import dev.keyflux.report.TextSummary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes a report known in every way that was asked for: what goes wrong with one keeps none of the others from being
 * tried, and the later ones tell the exit code that follows from it.
 */
final class Publication {

    private final Terminal terminal;
    private final OutputOptions outputs;
    private final List<OutputFailedException> troubles = new ArrayList<>();

    /** Begins with what went wrong before, if anything. */
    Publication(Terminal terminal, OutputOptions outputs, Optional<OutputFailedException> earlier) {
        this.terminal = terminal;
        this.outputs = outputs;
        earlier.ifPresent(troubles::add);
    }

    /**
     * Writes it everywhere and answers its exit code. Who owns standard output finds out about its trouble.
     *
     * @throws OutputFailedException if a file could not be written, or something had gone wrong before
     */
    int of(RolloutReport report) {
        print(truthful(report));
        for (var file : outputs.reports) {
            write(file, truthful(report));
        }
        if (troubles.isEmpty()) {
            return report.exitCode();
        }
        var first = troubles.get(0);
        troubles.stream().skip(1).forEach(first::addSuppressed);
        throw first;
    }

    private RolloutReport truthful(RolloutReport report) {
        var failed = !troubles.isEmpty() || terminal.out().trouble().isPresent();
        return failed ? report.withOutputFailed() : report;
    }

    private void print(RolloutReport report) {
        switch (outputs.output.format) {
            case JSON -> JsonReport.write(report, terminal.out());
            case TEXT -> terminal.out().print(TextSummary.of(report, terminal.colours()));
        }
    }

    private void write(ReportFile file, RolloutReport report) {
        try {
            file.write(report);
        } catch (IOException e) {
            troubles.add(new OutputFailedException("--report " + file.path() + ": " + FileTrouble.of(e), e));
        }
    }
}
