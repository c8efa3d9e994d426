package dev.keyflux.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where a command reads and writes.
 *
 * @param in standard input
 * @param out standard output: results, and nothing else
 * @param err standard error: all the rest
 * @param environment the environment's variables
 * @param outIsTerminal whether a person looks at {@code out}
 * @param errIsTerminal whether a person looks at {@code err}
 */
record Terminal(
        InputStream in,
        ResultStream out,
        PrintStream err,
        Map<String, String> environment,
        boolean outIsTerminal,
        boolean errIsTerminal) {

    private static final int DEFAULT_COLUMNS = 80;

    /** The process's own. */
    static Terminal ofProcess() {
        return new Terminal(
                System.in,
                ResultStream.to(new FileOutputStream(FileDescriptor.out)),
                new PrintStream(
                        new BufferedOutputStream(new FileOutputStream(FileDescriptor.err)),
                        false,
                        StandardCharsets.UTF_8),
                Map.copyOf(System.getenv()),
                isTerminal(1),
                isTerminal(2));
    }

    /** Whether results may be coloured: on a terminal that can, unless <a href="https://no-color.org">NO_COLOR</a>. */
    boolean colours() {
        return outIsTerminal
                && !isDumb()
                && environment.getOrDefault("NO_COLOR", "").isEmpty();
    }

    /** How many characters a line can have, as far as the shell tells: {@code COLUMNS}, else 80. */
    int columns() {
        try {
            var columns = Integer.parseInt(environment.getOrDefault("COLUMNS", ""));
            return columns > 1 ? columns : DEFAULT_COLUMNS;
        } catch (NumberFormatException e) {
            return DEFAULT_COLUMNS;
        }
    }

    /** Whether a line of {@code err} can be redrawn in place. */
    boolean canRedraw() {
        return errIsTerminal && !isDumb();
    }

    private boolean isDumb() {
        return "dumb".equals(environment.get("TERM"));
    }

    /**
     * Java tells of a console only for input and output together. Where the system shows what a descriptor is (Linux),
     * look there; elsewhere ask {@code test} (POSIX), and where there is none (Windows) a console stands for all three.
     */
    private static boolean isTerminal(int descriptor) {
        try {
            var device = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString();
            return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty") || device.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            return isTerminalByTest(descriptor);
        }
    }

    /** The program inherits what this process has. */
    private static boolean isTerminalByTest(int descriptor) {
        try {
            var test = new ProcessBuilder("test", "-t", Integer.toString(descriptor)).inheritIO();
            return test.start().waitFor() == 0;
        } catch (IOException e) {
            return consoleIsTerminal();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** From Java 22 on there is always a console, which is asked by a method that Java 17 does not have. */
    @SuppressWarnings("SystemConsoleNull") // the check that replaces it is made below, where it exists
    private static boolean consoleIsTerminal() {
        var console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return Boolean.TRUE.equals(
                    console.getClass().getMethod("isTerminal").invoke(console));
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
