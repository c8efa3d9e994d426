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

    /** A key of each type that is common; the private halves were thrown away. */
    private static final Map<String, String> KEYS = Map.of(
            "ecdsa.pub",
            "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBBMFkQVwLqCYrqfHwao30PU"
                    + "BeC1HJgoxac+B3071uzxDwwBKZCXECnvRFkc4T9I/rM8EuAGHeIrPIC9BuiwQGpc= rehearsal",
            "ed25519.pub",
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIE6pIr0VdkmedEo+2Yvxph6b6IlXOlI0rK0rOa4AlRJd rehearsal",
            "rsa.pub",
            "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQDxfb6ArrVsLCaMgNjLosGoVRHWg35GBNauiKB8lK70aiNK/Cu7hBQTM6f"
                    + "lahW2bx6Yb+Pm/jNoJSKKGrn7TlSCSbtUhPIooQHFR1pLR/IP7xwZwUkc5lPJXfyhTZZXvR1e3GLDatN0NW5eHqibnPMPH6"
                    + "7d89dzrLZ8KtqVP/wYI6yshldiC+QjXGM3D3j2bsMyfLbj2olP1tO5cgjrY/4r2GU830UxpP9E+GzhSqHXZn8cQYknR+WwM"
                    + "ApApGIK0YN9PaDMtMHfAFtPEO4m9oiZoYgi4ywPRw2wHZfVy9cz/N8OJXCC3prwApoYrruaQzKJ3tlQUvJ5bcUeTRFAR1lT"
                    + " rehearsal");

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
        for (var key : KEYS.entrySet()) {
            Files.writeString(keys.resolve(key.getKey()), key.getValue() + "\n");
        }
        var source = keys.toString();
        var plain = "http://" + authority;
        run("keys", source);
        run("plan", source, "-r", "all", "--endpoint-url", plain, "-o", "json");
        run("import", source, "-r", "all", "--endpoint-url", plain, "--record", inFolder("run.ndjson"));
        // The key is there already, which is another way through a run.
        run("import", source, "-r", "all", "--endpoint-url", plain, "--report", inFolder("report.json"));
        // TLS, as far as it gets with a server that knows nothing of it; there is no point in being patient.
        run("plan", source, "-r", "us-east-1", "--endpoint-url", "https://" + authority, "--deadline", "500ms");
    }

    private String inFolder(String name) {
        return folder.resolve(name).toString();
    }

    private static void run(String... arguments) {
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
