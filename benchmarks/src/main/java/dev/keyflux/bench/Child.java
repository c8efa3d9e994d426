package dev.keyflux.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** A process of its own for what is measured, or for what serves it. */
public final class Child implements AutoCloseable {

    private static final Path TASKSET = Path.of("/usr/bin/taskset");

    private final Process process;
    private final BufferedReader out;
    private final BufferedWriter in;

    private Child(Process process) {
        this.process = process;
        this.out = process.inputReader(StandardCharsets.UTF_8);
        this.in = process.outputWriter(StandardCharsets.UTF_8);
    }

    /**
     * Starts a program.
     *
     * @param core the core to keep it on, where that can be had, so that a server takes nothing from its client; -1 for all
     */
    public static Child start(int core, List<String> command) throws IOException {
        var whole = new ArrayList<String>();
        if (core >= 0 && canChooseCores()) {
            whole.addAll(List.of(TASKSET.toString(), "-c", Integer.toString(core)));
        }
        whole.addAll(command);
        var builder = new ProcessBuilder(whole).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().keySet().removeIf(Child::isSetting);
        var child = new Child(builder.start());
        Runtime.getRuntime().addShutdownHook(new Thread(child.process::destroyForcibly));
        return child;
    }

    /** What would have one program do otherwise than the others, by chance of whose shell a study is run in. */
    private static boolean isSetting(String variable) {
        return variable.startsWith("KEYFLUX_")
                || variable.startsWith("AWS_")
                || variable.equals("JAVA_TOOL_OPTIONS")
                || variable.equals("_JAVA_OPTIONS")
                || variable.equals("JDK_JAVA_OPTIONS")
                || variable.toLowerCase(Locale.ROOT).endsWith("_proxy");
    }

    /** Whether processes can be kept on a core each. */
    public static boolean canChooseCores() {
        return Runtime.getRuntime().availableProcessors() > 1 && Files.isExecutable(TASKSET);
    }

    /** Starts a main class of this class path on this Java. */
    public static Child java(int core, List<String> options, Class<?> main, String... arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return start(core, command);
    }

    /** Moves all of its threads to this core, where that can be had. */
    public void keepOn(int core) throws IOException, InterruptedException {
        if (canChooseCores()) {
            var moving = new ProcessBuilder(
                            TASKSET.toString(), "-a", "-c", "-p", Integer.toString(core), Long.toString(process.pid()))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (moving.waitFor() != 0) {
                throw new IOException("cannot keep process " + process.pid() + " on core " + core);
            }
        }
    }

    /** Writes a line for it to read. */
    public void write(String line) throws IOException {
        in.write(line);
        in.newLine();
        in.flush();
    }

    /** The next line that it prints; fails if it ends instead. */
    public String line() throws IOException {
        var line = out.readLine();
        if (line == null) {
            throw new IOException("the process ended early: " + process.info());
        }
        return line;
    }

    /** The next {@link Figures} that it prints; fails if it ends instead. */
    public Figures nextFigures() throws IOException {
        var figures = Figures.in(line());
        while (figures.isEmpty()) {
            figures = Figures.in(line());
        }
        return figures.get();
    }

    /** Waits for its end, and reads the {@link Figures} it printed; fails if it failed. */
    public Figures figures() throws IOException, InterruptedException {
        return Figures.among(end());
    }

    /** Waits for its end, and answers the lines it printed; fails if it failed. */
    public List<String> end() throws IOException, InterruptedException {
        var lines = out.lines().toList();
        if (process.waitFor() != 0) {
            throw new IOException("the process failed: " + String.join("\n", lines));
        }
        return lines;
    }

    /** Ends it, if it has not ended. */
    @Override
    public void close() {
        process.destroy();
        if (process.onExit()
                .completeOnTimeout(process, 5, TimeUnit.SECONDS)
                .join()
                .isAlive()) {
            process.destroyForcibly();
        }
    }
}
