package dev.keyflux.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The Python that {@code python3} stands for, and its AWS CLI. Started by themselves: what is first on the path may be a
 * script of a version manager's, whose own start would be counted.
 */
public final class Python {

    private static final Path SCRIPTS = Path.of("benchmarks", "src", "main", "python");

    private final Path executable;

    private Python(Path executable) {
        this.executable = executable;
    }

    /** Finds it. */
    public static Python find() throws IOException, InterruptedException {
        try (var asked = Child.start(-1, List.of("python3", "-c", "import sys; print(sys.executable)"))) {
            return new Python(Path.of(asked.end().get(0)));
        }
    }

    /** The command for a script of this project's. */
    public List<String> script(String name) {
        return List.of(executable.toString(), SCRIPTS.resolve(name).toString());
    }

    /** The AWS CLI beside it, or else the first on the path. */
    public String awsCli() {
        var beside = executable.resolveSibling("aws");
        return Files.isExecutable(beside) ? beside.toString() : "aws";
    }
}
