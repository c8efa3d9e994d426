package dev.keyflux.cli;

import dev.keyflux.sandbox.Sandbox;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;

/**
 * Goes once through what commands do, against a sandbox of its own, so that a JVM which was told to archive the classes it
 * loads meets those of real runs. The launcher starts it in place of {@link Main}; it prints nothing.
 */
final class Rehearsal {

    private static final String KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIE6pIr0VdkmedEo+2Yvxph6b6IlXOlI0rK0rOa4AlRJd rehearsal";

    private final Path folder;

    private Rehearsal(Path folder) {
        this.folder = folder;
    }

    /** Fails if there is no place for temporary files. Ends the process, and what threads there may be. */
    public static void main(String[] arguments) throws IOException {
        Main.prepareProcess();
        var folder = Files.createTempDirectory("keyflux-rehearsal");
        try (var sandbox = Sandbox.builder().start()) {
            new Rehearsal(folder).play(sandbox.url().getRawAuthority());
        } finally {
            delete(folder);
        }
        System.exit(0);
    }

    private void play(String authority) throws IOException {
        var keys = Files.createDirectory(folder.resolve("keys"));
        Files.writeString(keys.resolve("rehearsal.pub"), KEY + "\n");
        var record = folder.resolve("run.ndjson").toString();
        var report = folder.resolve("report.json").toString();
        var plain = "http://" + authority;
        // Twice, so that the second finds the key to be there.
        command("plan", keys.toString(), "-r", "all", "--endpoint-url", plain, "-o", "json");
        command("import", keys.toString(), "-r", "all", "--endpoint-url", plain, "--record", record);
        command("import", keys.toString(), "-r", "all", "--endpoint-url", plain, "--report", report);
        command("keys", keys.toString());
        // As far as a handshake gets with a server that does not know of it; then there is no need for patience.
        command(
                "plan",
                keys.toString(),
                "-r",
                "us-east-1",
                "--endpoint-url",
                "https://" + authority,
                "--deadline",
                "500ms");
    }

    private static void command(String... arguments) {
        var nowhere = OutputStream.nullOutputStream();
        var terminal = new Terminal(
                InputStream.nullInputStream(),
                ResultStream.to(nowhere),
                new PrintStream(nowhere, false, StandardCharsets.UTF_8),
                Map.of(),
                false,
                false);
        Main.run(new Context(terminal, AwsConnection::open, new ProcessSignals()), arguments);
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
