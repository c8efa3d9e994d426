package dev.keyflux.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyflux.rollout.Outcome;
import dev.keyflux.rollout.RunStarted.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReportFileTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    private static RolloutReport report() {
        return SampleRuns.report(SampleRuns.run(Mode.IMPORT, false, Outcome.IMPORTED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"run.csv", "run.xml", "run.html", "run", "json", "run.json.txt", "/"})
    void create_otherEnding_namesTheOneThereIs(String path) {
        assertThatThrownBy(() -> new ReportFile(Path.of(path)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("report file '%s': the name must end in .json", path);
    }

    @Test
    void write_existingFile_isReplacedAndNothingElseIsLeft() throws IOException {
        var path = folder.resolve("run.JSON");
        Files.writeString(path, "old");

        new ReportFile(path).write(report());

        assertThat(path).content().startsWith("{\"tool\":").endsWith("}\n");
        assertThat(folder).isDirectoryContaining("glob:**/run.JSON");
        assertThat(folder.toFile().list()).hasSize(1);
    }

    /** Whoever has the old one open, as another name has it here, goes on to read it whole. */
    @Test
    void write_existingFile_isNotWrittenInto() throws IOException {
        var path = Files.writeString(folder.resolve("run.json"), "old");
        var other = Files.createLink(folder.resolve("other"), path);

        new ReportFile(path).write(report());

        assertThat(other).hasContent("old");
        assertThat(path).content().startsWith("{\"tool\":");
    }

    @Test
    void write_reportThatCannotBeWritten_leavesTheOldOneAndNothingElse() throws IOException {
        var path = Files.writeString(folder.resolve("run.json"), "old");
        var incomplete = RolloutReport.collectBad(SampleRuns.run(Mode.IMPORT, false, Outcome.IMPORTED))
                .blockOptional()
                .orElseThrow();

        assertThatThrownBy(() -> new ReportFile(path).write(incomplete)).isInstanceOf(IllegalArgumentException.class);

        assertThat(path).hasContent("old");
        assertThat(folder.toFile().list()).containsExactly("run.json");
    }

    @Test
    void write_folderAtItsPlace_failsAndLeavesNoTemporaryFile() throws IOException {
        var path = Files.createDirectory(folder.resolve("run.json"));
        Files.writeString(path.resolve("inside"), "");

        assertThatThrownBy(() -> new ReportFile(path).write(report())).isInstanceOf(IOException.class);

        assertThat(folder.toFile().list()).containsExactly("run.json");
    }

    @Test
    void check_missingFolder_namesIt() {
        var path = folder.resolve("missing/run.json");

        assertThatThrownBy(() -> new ReportFile(path).check())
                .hasMessage("report file '%s': there is no folder %s", path, path.getParent());
    }

    @Test
    void check_folderAtItsPlace_saysSo() throws IOException {
        var path = Files.createDirectory(folder.resolve("run.json"));

        assertThatThrownBy(() -> new ReportFile(path).check()).hasMessageEndingWith("is a folder");
    }

    @Test
    void check_nameThatNoFileCanHave_saysSo() {
        var path = folder.resolve("x".repeat(300) + ".json");

        assertThatThrownBy(() -> new ReportFile(path).check()).hasMessageContaining("too long");
    }

    @Test
    void check_linksInACircle_saysSo() throws IOException {
        var path = folder.resolve("run.json");
        Files.createSymbolicLink(path, path);

        assertThatThrownBy(() -> new ReportFile(path).check()).hasMessageEndingWith("links that lead in a circle");
    }

    @Test
    void write_longestNameThatAFileCanHave_isWritten() throws IOException {
        var file = new ReportFile(folder.resolve("x".repeat(250) + ".json"));

        file.check();
        file.write(report());

        assertThat(file.path()).content().startsWith("{\"tool\":");
    }

    @Test
    void write_newFile_hasThePermissionsOfAnyNewFile() throws IOException {
        var path = folder.resolve("run.json");
        var other = Files.writeString(folder.resolve("other"), "");

        new ReportFile(path).write(report());

        assertThat(Files.getPosixFilePermissions(path)).isEqualTo(Files.getPosixFilePermissions(other));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void write_link_staysAndLeadsToTheReport(boolean targetExists) throws IOException {
        var elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        var target = elsewhere.resolve("latest");
        if (targetExists) {
            Files.writeString(target, "old");
        }
        var path = Files.createSymbolicLink(folder.resolve("run.json"), Path.of("elsewhere", "latest"));

        new ReportFile(path).check();
        new ReportFile(path).write(report());

        assertThat(path).isSymbolicLink();
        assertThat(target).content().startsWith("{\"tool\":");
        assertThat(elsewhere.toFile().list()).containsExactly("latest");
    }

    @Test
    @EnabledOnOs(OS.LINUX) // for its device that is always full
    void write_linkToADevice_leavesTheDeviceAlone() throws IOException {
        var path = Files.createSymbolicLink(folder.resolve("run.json"), Path.of("/dev/full"));
        new ReportFile(path).check();

        assertThatThrownBy(() -> new ReportFile(path).write(report()))
                .isInstanceOf(IOException.class)
                .hasMessage("No space left on device");

        assertThat(Files.isRegularFile(Path.of("/dev/full"))).isFalse();
    }

    @Test
    void place_hardLink_isAnotherOne() throws IOException {
        var path = Files.writeString(folder.resolve("run.json"), "");
        var other = Files.createLink(folder.resolve("other.json"), path);

        assertThat(new ReportFile(path).isSamePlaceAs(other)).isFalse();
    }

    @Test
    void place_linksInACircle_isNoneToShare() throws IOException {
        var path = folder.resolve("run.json");
        Files.createSymbolicLink(path, path);

        assertThat(new ReportFile(path).isSamePlaceAs(path)).isFalse();
    }
}
