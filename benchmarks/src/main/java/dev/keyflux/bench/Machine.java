package dev.keyflux.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the numbers were measured on, as far as it matters to them. */
final class Machine {

    private static final Path CPUS = Path.of("/proc/cpuinfo");

    private Machine() {}

    /** Java, processor and cores; nothing that names the machine. */
    static String describe() throws IOException {
        return System.getProperty("java.vm.name") + " " + Runtime.version() + ", "
                + Runtime.getRuntime().availableProcessors() + " cores" + processor() + ", "
                + System.getProperty("os.name") + ".";
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
