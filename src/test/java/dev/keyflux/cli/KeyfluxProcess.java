package dev.keyflux.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The shaded jar, run as a user runs it: a process of its own, without any AWS configuration. */
final class KeyfluxProcess implements AutoCloseable {

    private static final long LIMIT_SECONDS = 100;

    /** How it ended. */
    record Ended(int exitCode, String out, String err) {}

    private final Process process;

    private KeyfluxProcess(Process process) {
        this.process = process;
    }

    static KeyfluxProcess start(
            List<String> jvmOptions, Map<String, String> environment, Path folder, String... arguments)
            throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.addAll(List.of("-jar", built("keyflux.jar").toString()));
        command.addAll(List.of(arguments));
        return start(command, environment, folder);
    }

    /** Starts it by a launcher, on the Java that the test runs on. */
    static KeyfluxProcess launch(Path launcher, Map<String, String> environment, Path folder, String... arguments)
            throws IOException {
        var command = new ArrayList<String>();
        command.add(launcher.toString());
        command.addAll(List.of(arguments));
        var onThisJava = new HashMap<>(environment);
        onThisJava.putIfAbsent("JAVA_HOME", System.getProperty("java.home"));
        return start(command, onThisJava, folder);
    }

    /** What the build made, as the property of that name tells. */
    static Path built(String property) {
        return Path.of(Objects.requireNonNull(System.getProperty(property), () -> "the property " + property));
    }

    private static KeyfluxProcess start(List<String> command, Map<String, String> environment, Path folder)
            throws IOException {
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        var variables = builder.environment();
        variables
                .keySet()
                .removeIf(name -> name.startsWith("AWS_")
                        || name.startsWith("KEYFLUX_")
                        // The JVM would tell on standard error that it picked them up.
                        || name.equals("JAVA_TOOL_OPTIONS")
                        || name.equals("_JAVA_OPTIONS")
                        || name.equals("JDK_JAVA_OPTIONS")
                        || name.toLowerCase(Locale.ROOT).endsWith("_proxy"));
        variables.put("AWS_EC2_METADATA_DISABLED", "true");
        variables.put("AWS_CONFIG_FILE", folder.resolve("no-config").toString());
        variables.put(
                "AWS_SHARED_CREDENTIALS_FILE", folder.resolve("no-credentials").toString());
        variables.putAll(environment);
        return new KeyfluxProcess(builder.start());
    }

    /** Runs it to its end. */
    static Ended run(Path folder, String... arguments) throws IOException, InterruptedException {
        try (var process = start(List.of(), Map.of(), folder, arguments)) {
            return process.await();
        }
    }

    /** Its output, for who reads it while it runs; then {@link #await()} is of no use. */
    BufferedReader outReader() {
        return reader(process.getInputStream());
    }

    /** Its messages, for who reads them while it runs; then {@link #await()} is of no use. */
    BufferedReader errReader() {
        return reader(process.getErrorStream());
    }

    /** Sends a signal by its name, for example {@code INT}. */
    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    /** Waits for its end and answers all it wrote. */
    Ended await() throws InterruptedException {
        // Both are read all the while: a full pipe would block it.
        var out = CompletableFuture.supplyAsync(() -> text(process.getInputStream()));
        var err = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
        return new Ended(exitCode(), out.join(), err.join());
    }

    /** Waits for its end. */
    int exitCode() throws InterruptedException {
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("still running after " + LIMIT_SECONDS + " s");
        }
        return process.exitValue();
    }

    private static BufferedReader reader(InputStream stream) {
        return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    }

    private static String text(InputStream stream) {
        try {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
