package dev.keyflux.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the numbers were measured on, as far as it matters to them. */
final class Machine {

    private static final Path CPUS = Path.of("/proc/cpuinfo");

    private Machine() {}

    /** The sources' commit, Java, processor and cores; nothing that names the machine. */
    static String describe() throws IOException, InterruptedException {
        return commit() + System.getProperty("java.vm.name") + " " + Runtime.version() + ", "
                + Runtime.getRuntime().availableProcessors() + " cores" + processor() + ", "
                + System.getProperty("os.name") + ".";
    }

    /** Nothing where that is not known. */
    private static String commit() throws InterruptedException {
        try {
            var changed = git("status", "--porcelain", "--", "pom.xml", "src", "benchmarks/src");
            return "Keyflux " + git("rev-parse", "--short", "HEAD").get(0)
                    + (changed.isEmpty() ? "" : " and what was changed since") + ", ";
        } catch (IOException e) {
            return "";
        }
    }

    private static List<String> git(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        try (var git = Child.start(-1, command)) {
            return git.end();
        }
    }

    private static String processor() throws IOException {
        if (!Files.isReadable(CPUS)) {
            return "";
        }
        try (var lines = Files.lines(CPUS)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .findFirst()
                    .map(line -> " of " + line.substring(line.indexOf(':') + 1).strip())
                    .orElse("");
        }
    }
}
