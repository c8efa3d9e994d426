package dev.keyflux.bench.load;

import dev.keyflux.bench.Child;
import dev.keyflux.bench.Figures;
import dev.keyflux.bench.Settings;
import dev.keyflux.bench.Study;
import dev.keyflux.bench.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Every client in turn, round after round, so that whatever else the machine does meanwhile meets all of them.
 *
 * <p>Settings: {@code rounds} (5), {@code calls} measured a round (60000; slow clients make a share of it), {@code warmup}
 * calls before (220000: the compiler shares the client's core, and is done after some 180000), {@code inflight} (64),
 * {@code clients} (all).
 */
public final class Throughput implements Study {

    private static final int CALLS = 60_000;
    private static final int WARMUP = 220_000;

    private static final int SERVER_CORE = 0;
    private static final int CLIENT_CORE = 1;

    /** How many times fewer calls a client makes that is so much slower. */
    private static final int BOTO3_SHARE = 10;

    private static final int AWS_CLI_SHARE = 4_000;

    private static final String BOTO3 = "boto3-threads";
    private static final String AWS_CLI = "aws-cli-xargs";

    @Override
    public String question() {
        return "How many imports a second does one core make, and what does each cost it, against every alternative?";
    }

    @Override
    public String run(Settings settings) throws Exception {
        var rounds = settings.number("rounds", 5);
        var all = new ArrayList<>(LoadClients.all().keySet());
        all.addAll(List.of(BOTO3, AWS_CLI));
        var clients = settings.words("clients", all);
        if (!all.containsAll(clients)) {
            throw new IllegalArgumentException("clients: there are " + String.join(", ", all));
        }
        var figures = new LinkedHashMap<String, List<Figures>>();
        try (var server = Child.java(SERVER_CORE, List.of("-Xmx64m"), Responder.class)) {
            var url = server.line();
            for (var round = 1; round <= rounds; round++) {
                for (var name : clients) {
                    var measured = measure(name, url, settings);
                    System.err.println(round + " " + name + " " + measured.line());
                    figures.computeIfAbsent(name, any -> new ArrayList<>()).add(measured);
                }
            }
        }
        return page(figures, settings, rounds);
    }

    private static Figures measure(String name, String url, Settings settings) throws Exception {
        var calls = settings.number("calls", CALLS);
        var warmup = settings.number("warmup", WARMUP);
        var inFlight = Integer.toString(settings.number("inflight", 64));
        try (var client = switch (name) {
            case BOTO3 -> script("boto3_load.py", url, inFlight, warmup / BOTO3_SHARE, calls / BOTO3_SHARE);
            case AWS_CLI -> script("aws_cli_load.py", url, "2", 1, Math.max(2, calls / AWS_CLI_SHARE));
            default ->
                Child.java(
                        CLIENT_CORE,
                        List.of("-Xmx256m"),
                        LoadProcess.class,
                        name,
                        url,
                        inFlight,
                        Integer.toString(warmup),
                        Integer.toString(calls));
        }) {
            return client.figures();
        }
    }

    private static Child script(String script, String url, String inFlight, int warmup, int calls) throws Exception {
        return Child.start(
                CLIENT_CORE,
                List.of(
                        "python3",
                        "benchmarks/src/main/python/" + script,
                        url,
                        inFlight,
                        Integer.toString(warmup),
                        Integer.toString(calls)));
    }

    private static String page(Map<String, List<Figures>> figures, Settings settings, int rounds) {
        var table = new Table(
                "client", "CPU µs/call", "× tuned", "calls/s", "× tuned", "live heap MB", "peak RSS MB", "threads");
        var tuned = figures.getOrDefault(LoadClients.TUNED, List.of());
        figures.forEach((name, each) -> table.row(
                name,
                Figures.median(each, Throughput::cpu),
                Figures.median(each, Throughput::cpu) / Figures.median(tuned, Throughput::cpu),
                Figures.median(each, Throughput::rate),
                Figures.median(each, Throughput::rate) / Figures.median(tuned, Throughput::rate),
                Figures.median(each, round -> round.value("heap")),
                Figures.median(each, round -> round.value("rss")),
                (long) Figures.median(each, round -> round.value("threads"))));
        return "ImportKeyPair over loopback, " + settings.number("inflight", 64)
                + " calls in flight, client and server on a core each; medians of " + rounds
                + " rounds, clients in turn. CPU is the client process's, its compiler's and collector's threads included.\n\n"
                + table;
    }

    private static double cpu(Figures round) {
        return round.value("cpu") * 1e6 / round.value("operations");
    }

    private static double rate(Figures round) {
        return round.value("operations") / round.value("wall");
    }
}
