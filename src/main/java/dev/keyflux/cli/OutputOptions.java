package dev.keyflux.cli;

import dev.keyflux.key.FileTrouble;
import dev.keyflux.report.NdjsonRecorder;
import dev.keyflux.report.ReportFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a run leaves behind. */
final class OutputOptions {

    @Option(
            names = "--record",
            paramLabel = "FILE.ndjson",
            description = "Record every result as it settles, one JSON object a line; type says what a line is, so the"
                    + " type of a result's key is in keyType. An earlier recording is overwritten.")
    @Nullable
    Path record;

    @Option(
            names = "--report",
            paramLabel = "FILE.json",
            converter = ReportFileConverter.class,
            description = "Write a report when the run has ended; repeatable. The file is replaced as a whole.")
    List<ReportFile> reports = List.of();

    @Mixin
    FormatOptions output = new FormatOptions();

    @Option(
            names = "--progress",
            paramLabel = "MODE",
            defaultValue = "auto",
            converter = ProgressMode.Converter.class,
            description = "On standard error: ${COMPLETION-CANDIDATES}. auto is one line that is redrawn on a terminal,"
                    + " else a line every few seconds. Default: auto.")
    ProgressMode progress = ProgressMode.AUTO;

    /** Finds out before any call what would keep the files from being written, or destroy one that is no output. */
    void check() {
        for (var report : reports) {
            try {
                report.check();
            } catch (IllegalArgumentException e) {
                throw UsageException.of("--report", ": " + e.getMessage(), e);
            }
        }
        requireDifferentFiles();
        if (record != null) {
            check(record);
        }
    }

    /** Whether anything but the recording is to tell of each result. */
    boolean namesEveryResult() {
        return output.format == OutputFormat.JSON || !reports.isEmpty();
    }

    private static void check(Path record) {
        if (Files.isDirectory(record)) {
            throw UsageException.of("--record", " " + record + ": is a folder");
        }
        try {
            if (NdjsonRecorder.isSomethingElse(record)) {
                throw UsageException.of(
                        "--record",
                        " " + record + ": holds something else than a recording; name another file, or remove it");
            }
        } catch (IOException e) {
            throw UsageException.of("--record", " " + record + ": " + FileTrouble.of(e), e);
        }
    }

    /** One of two that are written to one file would be lost, and nothing would tell. */
    private void requireDifferentFiles() {
        for (var i = 0; i < reports.size(); i++) {
            var report = reports.get(i);
            if (record != null && report.isSamePlaceAs(record)) {
                throw UsageException.of("--record", " and --report both name " + record + "; give two files");
            }
            if (reports.subList(0, i).stream().anyMatch(earlier -> earlier.isSamePlaceAs(report.path()))) {
                throw UsageException.of("--report", " names " + report.path() + " twice; give two files");
            }
        }
    }
}
