package dev.keyflux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyflux.sandbox.Sandbox;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Ctrl-C and its kin do to the process. */
final class InterruptIT {

    private static final Map<String, String> CREDENTIALS =
            Map.of("AWS_ACCESS_KEY_ID", "AKIDTRIAL", "AWS_SECRET_ACCESS_KEY", "any");

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @Test
    void import_interruptedOnce_drainsRecordsAndExits130() throws IOException, InterruptedException {
        KeyLines.writeTo(Files.createDirectory(folder.resolve("keys")), 20);
        var importing = new CountDownLatch(1);
        try (var sandbox = sandboxThatTakes(() -> Duration.ofSeconds(1), importing);
                var process = start(sandbox, "--concurrency", "1", "--record", "run.ndjson", "--report", "run.json")) {
            assertThat(importing.await(30, TimeUnit.SECONDS)).isTrue();
            process.signal("INT");
            var ended = process.await();

            assertThat(ended.exitCode()).isEqualTo(130);
            assertThat(ended.err())
                    .contains("stopping: waiting for 1 call in flight; press Ctrl-C again to quit at once")
                    .doesNotContain("\tat ");
            assertThat(ended.out()).contains("stopped before the end");
            assertThat(sandbox.region(sandbox.accountId("AKIDTRIAL"), "eu-west-1")
                            .keyPairs())
                    .hasSizeBetween(1, 19);
        }
        assertThat(folder.resolve("run.json")).content().contains("\"expected\":20", "\"exitCode\":130");
        assertThat(Files.readAllLines(folder.resolve("run.ndjson"))).hasSize(1 + 20 + 1 + 1);
    }

    @Test
    void import_interruptedWhileItReports_reportsToTheEnd() throws IOException, InterruptedException {
        KeyLines.writeTo(Files.createDirectory(folder.resolve("keys")), 300);
        try (var sandbox = Sandbox.start();
                var process = start(sandbox, "-o", "json", "--report", "run.json");
                var out = process.outReader();
                var err = process.errReader()) {
            // The report is larger than the pipe, so the rest of it waits for this reader.
            assertThat(out.read()).isEqualTo('{');
            process.signal("INT");
            assertThat(awaitLine(err, "stopping: "))
                    .isEqualTo("stopping: no call is in flight; press Ctrl-C again to quit at once");

            assertThat(out.readLine()).endsWith("}");
            assertThat(process.exitCode()).isZero();
        }
        assertThat(folder.resolve("run.json")).content().contains("\"imported\":300");
    }

    @Test
    void import_interruptedTwice_quitsAtOnce() throws IOException, InterruptedException {
        KeyLines.writeTo(Files.createDirectory(folder.resolve("keys")), 1);
        var importing = new CountDownLatch(1);
        try (var sandbox = sandboxThatTakes(() -> Duration.ofMinutes(5), importing);
                var process = start(sandbox, "--attempt-timeout", "4m");
                var err = process.errReader()) {
            assertThat(importing.await(30, TimeUnit.SECONDS)).isTrue();
            process.signal("INT");
            awaitLine(err, "stopping: ");
            process.signal("INT");

            assertThat(process.exitCode()).isEqualTo(130);
        }
    }

    @Test
    void import_killedInTheMiddle_runAgainFinishesTheJobAndSaysSo() throws IOException, InterruptedException {
        KeyLines.writeTo(Files.createDirectory(folder.resolve("keys")), 20);
        var importing = new CountDownLatch(8);
        var answeredAtOnce = new AtomicInteger(6);
        try (var sandbox = sandboxThatTakes(
                () -> answeredAtOnce.decrementAndGet() < 0 ? Duration.ofMinutes(5) : Duration.ZERO, importing)) {
            var region = sandbox.region(sandbox.accountId("AKIDTRIAL"), "eu-west-1");
            try (var killed = start(sandbox, "--concurrency", "2")) {
                assertThat(importing.await(30, TimeUnit.SECONDS)).isTrue();
                killed.signal("KILL");
                assertThat(killed.exitCode()).isEqualTo(128 + 9);
            }
            assertThat(region.keyPairs()).hasSize(8);

            answeredAtOnce.set(Integer.MAX_VALUE);
            try (var again = start(sandbox, "--report", "run.json")) {
                assertThat(again.await().exitCode()).isZero();
            }

            assertThat(region.keyPairs()).hasSize(20);
            assertThat(folder.resolve("run.json")).content().contains("\"imported\":12", "\"already_present\":8");
        }
    }

    @Test
    void sandbox_terminated_endsWithZero() throws IOException, InterruptedException {
        assertThat(endOfSandbox("TERM")).isZero();
    }

    @Test
    void sandbox_interrupted_endsWith130() throws IOException, InterruptedException {
        assertThat(endOfSandbox("INT")).isEqualTo(130);
    }

    private int endOfSandbox(String signal) throws IOException, InterruptedException {
        try (var process = KeyfluxProcess.start(List.of(), Map.of(), folder, "sandbox");
                var out = process.outReader()) {
            assertThat(out.readLine()).matches("http://127\\.0\\.0\\.1:\\d+");
            process.signal(signal);
            return process.exitCode();
        }
    }

    private KeyfluxProcess start(Sandbox sandbox, String... options) throws IOException {
        var arguments = new ArrayList<>(List.of(
                "import",
                "keys",
                "-r",
                "eu-west-1",
                "--endpoint-url",
                sandbox.url().toString()));
        arguments.addAll(List.of(options));
        return KeyfluxProcess.start(List.of(), CREDENTIALS, folder, arguments.toArray(String[]::new));
    }

    /** A sandbox that takes its time over imports, and tells when so many have come and taken effect. */
    private static Sandbox sandboxThatTakes(Supplier<Duration> latency, CountDownLatch importing) {
        return Sandbox.builder()
                .latency(call -> {
                    if (!call.operation().equals("ImportKeyPair")) {
                        return Duration.ZERO;
                    }
                    importing.countDown();
                    return latency.get();
                })
                .start();
    }

    private static String awaitLine(BufferedReader reader, String start) throws IOException {
        var line = reader.readLine();
        while (line != null && !line.startsWith(start)) {
            line = reader.readLine();
        }
        return Objects.requireNonNull(line, () -> "no line that starts with " + start);
    }
}
