package dev.keyflux.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The launcher, copied away from where it was built, with caches of its own. */
final class LauncherIT {

    /** Has the JVM say on standard output where each class comes from. */
    private static final String TELL_CLASSES = "-Xlog:class+load=info:stdout";

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    private Path launcher = Path.of("");

    @BeforeEach
    void install() throws IOException {
        launcher = installIn(folder.resolve("bin"));
        KeyLines.writeTo(Files.createDirectory(folder.resolve("keys")), 1);
    }

    @Test
    void archive_onceMade_isWhatClassesComeFrom() throws IOException, InterruptedException {
        var first = launch(Map.of("KEYFLUX_ARCHIVE", "now"), "keys", "keys");
        assertThat(first.err()).startsWith("keyflux: archiving classes");
        assertThat(archives())
                .singleElement()
                .satisfies(made -> assertThat(made).isNotEmptyFile());

        var second = launch(Map.of("KEYFLUX_JAVA_OPTS", TELL_CLASSES), "keys", "keys");

        assertThat(second.err()).isEmpty();
        assertThat(second.out()).contains("dev.keyflux.cli.KeysCommand source: shared objects file");
        var plain = KeyfluxProcess.run(folder, "keys", "keys");
        assertThat(first.out()).isEqualTo(plain.out());
        assertThat(second.exitCode()).isEqualTo(first.exitCode()).isEqualTo(plain.exitCode());
        assertThat(archives()).hasSize(1);
    }

    @Test
    void archiveOfAnOlderJar_isReplaced() throws IOException, InterruptedException {
        launch(Map.of("KEYFLUX_ARCHIVE", "now"), "--version");
        var older = archives();
        var jar = folder.resolve("bin/keyflux.jar");
        Files.setLastModifiedTime(jar, FileTime.fromMillis(1_000_000_000_000L));

        launch(Map.of("KEYFLUX_ARCHIVE", "now"), "--version");

        assertThat(archives()).hasSize(1).doesNotContainAnyElementsOf(older);
    }

    @Test
    void archive_thatAnotherStartIsMaking_isWaitedForAndUsed() throws IOException, InterruptedException {
        launch(Map.of("KEYFLUX_ARCHIVE", "now"), "--version");
        var archive = archives().get(0);
        var made = Files.move(archive, folder.resolve("made"));
        var key = Files.readAttributes(made, BasicFileAttributes.class).fileKey();
        var lock = Files.createDirectory(archive.resolveSibling(archive.getFileName() + ".lock"));

        try (var process = start(Map.of("KEYFLUX_ARCHIVE", "now"), "--version");
                var err = process.errReader()) {
            assertThat(err.readLine()).startsWith("keyflux: archiving classes");
            Files.move(made, archive);
            Files.delete(lock);

            assertThat(err.lines()).isEmpty();
            assertThat(process.exitCode()).isZero();
        }
        assertThat(archives()).containsExactly(archive);
        assertThat(Files.readAttributes(archive, BasicFileAttributes.class).fileKey())
                .isEqualTo(key);
    }

    @Test
    void archive_underCi_isNotMadeUnasked() throws IOException, InterruptedException {
        assertThat(launch(Map.of("CI", "true"), "--version").exitCode()).isZero();

        assertThat(folder.resolve("cache")).doesNotExist();
    }

    @Test
    void archive_thatHasNoPlace_isDoneWithout() throws IOException, InterruptedException {
        // A file where a folder should be keeps even root from writing there.
        Files.writeString(folder.resolve("cache"), "");

        var ended = launch(Map.of("KEYFLUX_ARCHIVE", "now"), "keys", "keys");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out()).contains("1 key good");
        assertThat(ended.err()).endsWith("keyflux: no archive could be made; running without\n");
    }

    @Test
    void archive_thatIsDamaged_isDoneWithoutInSilence() throws IOException, InterruptedException {
        launch(Map.of("KEYFLUX_ARCHIVE", "now"), "--version");
        Files.setPosixFilePermissions(archives().get(0), PosixFilePermissions.fromString("rw-------"));
        Files.writeString(archives().get(0), "no archive");

        var ended = launch(Map.of(), "keys", "keys");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out()).startsWith("NAME");
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void launcher_inAFolderWithBlanksBehindALink_findsItsJar() throws IOException, InterruptedException {
        installIn(folder.resolve("with some blanks"));
        launcher = Files.createSymbolicLink(folder.resolve("link"), Path.of("with some blanks", "keyflux"));

        var ended = launch(Map.of("KEYFLUX_ARCHIVE", "off"), "--version");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out()).startsWith("keyflux ");
    }

    @Test
    void standardInput_closed_isEmpty() throws IOException, InterruptedException {
        assertThat(throughShell("exec \"$0\" keys - <&-"))
                .isEqualTo(throughShell("exec \"$0\" keys - </dev/null"))
                .satisfies(ended -> assertThat(ended.out()).doesNotContain("too_large"));
    }

    @Test
    void standardInput_pipe_isRead() throws IOException, InterruptedException {
        var ended = throughShell("cat keys/* | \"$0\" keys - --name-template k-{n}");

        assertThat(ended.out()).contains("k-1", "1 key good, 0 rejected");
        assertThat(ended.exitCode()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "KEYFLUX_JAVA_OPTS, -XX:+UseParallelGC -Xmx200m",
                "KEYFLUX_JAVA_OPTS, \"-Xmx200m\n-XX:+UseParallelGC\n\"",
                "JAVA_TOOL_OPTIONS, -XX:+UseParallelGC",
                "_JAVA_OPTIONS, -XX:+UseParallelGC"
            })
    void collectorOfTheUser_isNoConflict(String variable, String value) throws IOException, InterruptedException {
        var options = Map.of("KEYFLUX_ARCHIVE", "off", variable, value);

        assertThat(launch(options, "--version").exitCode()).isZero();
    }

    @Test
    void warningOfTheJvm_isNotAmongTheResults() throws IOException, InterruptedException {
        var options = Map.of("KEYFLUX_ARCHIVE", "off", "KEYFLUX_JAVA_OPTS", "-Xmx100m -XX:MaxNewSize=200m");

        var ended = launch(options, "--version");

        assertThat(ended.out()).startsWith("keyflux ").hasLineCount(1);
        assertThat(ended.err()).contains("MaxNewSize");
    }

    @Test
    void archive_inAFolderNamedLikeAPattern_isKept() throws IOException, InterruptedException {
        var cache = folder.resolve("cache[1]");

        launch(Map.of("KEYFLUX_ARCHIVE", "now", "XDG_CACHE_HOME", cache.toString()), "--version");

        try (var files = Files.list(cache.resolve("keyflux"))) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void wrongValueOfArchive_isAUsageError() throws IOException, InterruptedException {
        var ended = launch(Map.of("KEYFLUX_ARCHIVE", "maybe"), "--version");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).isEqualTo("keyflux: KEYFLUX_ARCHIVE=maybe: must be auto, now or off\n");
    }

    @Test
    void javaThatIsTooOld_isToldSo() throws IOException, InterruptedException {
        var java = Files.createDirectories(folder.resolve("old/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\necho started\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(folder.resolve("old/release"), "IMPLEMENTOR=\"any\"\nJAVA_VERSION=\"11.0.2\"\n");

        var ended = launch(Map.of("JAVA_HOME", folder.resolve("old").toString()), "--version");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).isEqualTo("keyflux: %s is too old; install Java 17 or later, or set JAVA_HOME\n", java);
    }

    @Test
    void signal_reachesTheJvm() throws IOException, InterruptedException {
        try (var process = start(Map.of("KEYFLUX_ARCHIVE", "off"), "sandbox");
                var out = process.outReader()) {
            assertThat(out.readLine()).startsWith("http://127.0.0.1:");
            process.signal("INT");

            assertThat(process.exitCode()).isEqualTo(130);
        }
    }

    @Test
    void script_isWellFormed() throws IOException, InterruptedException {
        var check = new ProcessBuilder("sh", "-n", launcher.toString())
                .redirectErrorStream(true)
                .start();

        assertThat(new String(check.getInputStream().readAllBytes(), UTF_8)).isEmpty();
        assertThat(check.waitFor()).isZero();
    }

    private static Path installIn(Path place) throws IOException {
        Files.createDirectory(place);
        Files.copy(KeyfluxProcess.built("keyflux.jar"), place.resolve("keyflux.jar"));
        return Files.copy(
                KeyfluxProcess.built("keyflux.launcher"), place.resolve("keyflux"), StandardCopyOption.COPY_ATTRIBUTES);
    }

    private List<Path> archives() throws IOException {
        try (var files = Files.list(folder.resolve("cache/keyflux"))) {
            return files.toList();
        }
    }

    private KeyfluxProcess.Ended launch(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        try (var process = start(environment, arguments)) {
            return process.await();
        }
    }

    /** Runs a command line in which {@code $0} is the launcher. */
    private KeyfluxProcess.Ended throughShell(String line) throws IOException, InterruptedException {
        var environment = Map.of("KEYFLUX_ARCHIVE", "off");
        var shell = Path.of("/bin/sh");
        try (var process = KeyfluxProcess.launch(shell, environment, folder, "-c", line, launcher.toString())) {
            return process.await();
        }
    }

    private KeyfluxProcess start(Map<String, String> environment, String... arguments) throws IOException {
        var all = new HashMap<>(Map.of("XDG_CACHE_HOME", folder.resolve("cache").toString(), "CI", ""));
        all.putAll(environment);
        return KeyfluxProcess.launch(launcher, all, folder, arguments);
    }
}
