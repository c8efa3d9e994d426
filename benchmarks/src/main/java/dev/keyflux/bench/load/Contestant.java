package dev.keyflux.bench.load;

import dev.keyflux.bench.Child;
import dev.keyflux.bench.Figures;
import java.io.IOException;
import java.util.List;

/** One client in its process, which makes imports when it is told to. */
final class Contestant implements AutoCloseable {

    static final String BOTO3 = "boto3-threads";
    static final String AWS_CLI = "aws-cli-xargs";

    /** As it would be under load all the time: a heap that the last turn's look at it left small is collected more often. */
    private static final List<String> HEAP = List.of("-Xms256m", "-Xmx256m");

    private final String name;
    private final Child process;
    private final int share;

    private Contestant(String name, Child process, int share) {
        this.name = name;
        this.process = process;
        this.share = share;
    }

    /** Starts the client of this name on a core. */
    static Contestant start(String name, String url, int inFlight, int core) throws IOException {
        return switch (name) {
            case BOTO3 -> new Contestant(name, script("boto3_load.py", url, inFlight, core), 10);
            // Two at once, and two calls a turn: each is a process that has the core for half a second.
            case AWS_CLI -> new Contestant(name, script("aws_cli_load.py", url, 2, core), 5_000);
            default ->
                new Contestant(
                        name, Child.java(core, HEAP, LoadProcess.class, name, url, Integer.toString(inFlight)), 1);
        };
    }

    private static Child script(String script, String url, int inFlight, int core) throws IOException {
        return Child.start(
                core, List.of("python3", "benchmarks/src/main/python/" + script, url, Integer.toString(inFlight)));
    }

    String name() {
        return name;
    }

    /** Moves it to this core. */
    void keepOn(int core) throws IOException, InterruptedException {
        process.keepOn(core);
    }

    /** Has it make so many calls; one that is slow makes a share of them. */
    void begin(int calls) throws IOException {
        process.write(Integer.toString(Math.max(1, calls / share)));
    }

    /** Waits until it has made them. */
    Figures end() throws IOException {
        return process.nextFigures();
    }

    @Override
    public void close() {
        process.close();
    }
}
