package dev.keyflux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyflux.report.SampleRuns;
import dev.keyflux.rollout.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

/** What a run leaves behind: its recording, its reports, its standard output, and what becomes of it if one of them fails. */
final class RolloutOutputTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    private final CommandRun command = new CommandRun();

    @BeforeEach
    void writeKey() throws IOException {
        KeyLines.writeAlice(folder);
    }

    private String key() {
        return folder.resolve("alice.pub").toString();
    }

    @Test
    void import_jsonOutput_isTheReportAndNothingElse() {
        command.answering((request, stop) -> ScriptedRuns.settlingAll(request, Outcome.IMPORTED));

        command.run("import", key(), "-r", "eu-west-1", "-o", "json");

        assertThat(command.out()).startsWith("{\"tool\":").endsWith("}\n").hasLineCount(1);
    }

    @Test
    void import_recordAndReports_areWritten() {
        command.answering((request, stop) -> ScriptedRuns.settlingAll(request, Outcome.IMPORTED));
        var record = folder.resolve("run.ndjson");
        var one = folder.resolve("one.json");
        var two = folder.resolve("two.json");

        command.run("import", key(), "-r", "eu-west-1", "--record", "" + record, "--report=" + one, "--report=" + two);

        assertThat(record).content().hasLineCount(4);
        assertThat(one).content().startsWith("{\"tool\":");
        assertThat(two).hasSameTextualContentAs(one);
    }

    @Test
    @EnabledOnOs(OS.LINUX) // for its device that is always full
    void import_recordingThatCannotGoOn_whatIsStillImportedIsNamed() {
        command.answering((request, stop) -> {
            var target = request.targets().get(0);
            var key = request.keys().keys().get(0);
            return Flux.concat(
                    Flux.just(SampleRuns.started(request.mode(), 1, target)),
                    Flux.from(stop)
                            .thenMany(Flux.just(
                                    ScriptedRuns.result(key, target, Outcome.IMPORTED),
                                    SampleRuns.finished(target),
                                    SampleRuns.finished(true))));
        });

        assertThat(command.run("import", key(), "-r", "eu-west-1", "--record", "/dev/full"))
                .isOne();

        assertThat(command.err()).contains("keyflux: warning: not recorded: alice in default/eu-west-1: imported\n");
    }

    @Test
    @EnabledOnOs(OS.LINUX) // for its device that is always full
    void import_recordingThatCannotGoOn_stopsTheRunAndSaysSo() {
        command.answering((request, stop) -> Flux.concat(
                Flux.just(SampleRuns.started(request.mode(), 0)),
                Flux.from(stop).thenMany(Flux.just(SampleRuns.finished(true)))));

        var report = folder.resolve("run.json");

        assertThat(command.run("import", key(), "-r", "eu-west-1", "--record", "/dev/full", "--report=" + report))
                .isOne();

        assertThat(command.err())
                .isEqualTo(
                        "keyflux: --record /dev/full: No space left on device; the run was stopped, and the recording"
                                + " is not whole\n");
        assertThat(report).content().contains("\"exitCode\":1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "json"})
    void import_outputThatFails_exitsWithOneAndSaysWhy(String format) {
        command.withOutputThatFails("No space left on device")
                .answering((request, stop) -> ScriptedRuns.settlingAll(request, Outcome.IMPORTED));
        var report = folder.resolve("run.json");

        assertThat(command.run("import", key(), "-r", "eu-west-1", "-o", format, "--report=" + report))
                .isOne();

        assertThat(command.err())
                .isEqualTo("keyflux: standard output: No space left on device; results are missing from it\n");
        assertThat(report).content().contains("\"exitCode\":1");
    }

    @Test
    void import_readerThatWentAway_keepsTheExitCodeOfTheRun() {
        command.withOutputThatFails("Broken pipe")
                .answering((request, stop) -> ScriptedRuns.settlingAll(request, Outcome.IMPORTED));

        assertThat(command.run("import", key(), "-r", "eu-west-1")).isZero();

        assertThat(command.err()).isEmpty();
    }

    @Test
    void import_reportThatFails_leavesTheOthersWritten() throws IOException {
        var first = folder.resolve("first.json");
        var second = folder.resolve("second.json");
        var third = folder.resolve("third.json");
        command.answering((request, stop) -> {
            makeFolder(first);
            makeFolder(second);
            return ScriptedRuns.settlingAll(request, Outcome.IMPORTED);
        });

        assertThat(command.run(
                        "import",
                        key(),
                        "-r",
                        "eu-west-1",
                        "--report",
                        "" + first,
                        "--report",
                        "" + second,
                        "--report",
                        "" + third))
                .isOne();

        assertThat(command.err().lines())
                .hasSize(2)
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("keyflux: --report " + first + ": "),
                        line -> assertThat(line).startsWith("keyflux: --report " + second + ": "));
        assertThat(third).content().contains("\"exitCode\":1");
    }

    /** With something in it, so that no file can take its place. */
    private static void makeFolder(Path path) {
        try {
            Files.createDirectories(path.resolve("inside"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
