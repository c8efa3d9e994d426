package dev.keyflux.bench.load;

import dev.keyflux.bench.Child;
import dev.keyflux.bench.Figures;
import dev.keyflux.bench.Python;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** One client in its process, which makes imports when it is told to. */
final class Contestant implements AutoCloseable {

    static final String BOTO3 = "boto3-threads";
    static final String AWS_CLI = "aws-cli-xargs";

    /** As it would be under load all the time: a heap that the last turn's look at it left small is collected more often. */
    private static final List<String> HEAP = List.of("-Xms256m", "-Xmx256m");

    private final String name;
    private final Child process;
    private final double share;

    private Contestant(String name, Child process, double share) {
        this.name = name;
        this.process = process;
        this.share = share;
    }

    /** Starts the client of this name on a core. */
    static Contestant start(String name, String url, int inFlight, int core) throws IOException, InterruptedException {
        return switch (name) {
            case BOTO3 -> new Contestant(name, script(core, "boto3_load.py", url, Integer.toString(inFlight)), 0.1);
            // Two at once, and two calls a turn: each is a process that has the core for half a second.
            case AWS_CLI ->
                new Contestant(
                        name,
                        script(core, "aws_cli_load.py", url, "2", Python.find().awsCli()),
                        0.000_2);
            // Its turn would be a tenth of a second, and processor time is counted in hundredths.
            case LoadClients.FLOOR -> new Contestant(name, java(name, url, inFlight, core), 10);
            default -> new Contestant(name, java(name, url, inFlight, core), 1);
        };
    }

    private static Child java(String client, String url, int inFlight, int core) throws IOException {
        return Child.java(core, HEAP, LoadProcess.class, client, url, Integer.toString(inFlight));
    }

    private static Child script(int core, String script, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(Python.find().script(script));
        command.addAll(List.of(arguments));
        return Child.start(core, command);
    }

    String name() {
        return name;
    }

    /** Moves it to this core. */
    void keepOn(int core) throws IOException, InterruptedException {
        process.keepOn(core);
    }

    /** Has it make so many calls; one that is slow makes a share of them, and a very fast one more. */
    void begin(int calls) throws IOException {
        process.write(Long.toString(Math.max(1, Math.round(calls * share))));
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
