package dev.keyflux.bench.load;

import dev.keyflux.bench.Child;
import dev.keyflux.bench.Figures;
import dev.keyflux.bench.Settings;
import dev.keyflux.bench.Study;
import dev.keyflux.bench.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Every client in turn, mostly for a second or two, so that whatever else the machine does meanwhile meets all of them: a
 * client is held against what the baseline did in the same cycle of turns. A round starts every process anew, since compilers do not
 * decide alike twice, and warms all of them up, at once and on every core.
 *
 * <p>Settings: {@code rounds} (5), {@code turns} of each client a round (4), {@code calls} a turn (20000; slow clients make
 * a share of them, raw Netty more), {@code warmup} calls before (240000: a compiler that shares its client's core is done after some
 * 200000), {@code inflight}, {@code latency} in milliseconds, {@code clients} (all; the baseline always takes part).
 */
public final class Throughput implements Study {

    private static final int WARMUP = 240_000;
    private static final int CALLS = 20_000;

    /** How many times fewer calls before a turn, for connections that were closed while the others had theirs. */
    private static final int REOPENING_SHARE = 10;

    private static final int SERVER_CORE = 0;
    private static final int CLIENT_CORE = 1;

    private static final String BASELINE = LoadClients.TUNED;

    private final String question;
    private final int latency;
    private final int inFlight;

    private Throughput(String question, int latency, int inFlight) {
        this.question = question;
        this.latency = latency;
        this.inFlight = inFlight;
    }

    /** Answers come at once, so that it is the processor that bounds a client: 64 calls in flight. */
    public static Throughput atOnce() {
        return new Throughput(
                "How many imports a second does one core make, and what does each cost it, against every alternative?",
                0,
                64);
    }

    /**
     * Answers take 20 ms, as they do over a network at the least, and 256 calls are in flight: as many as Keyflux has by
     * default over all regions, though only 32 of them in one.
     */
    public static Throughput withLatency() {
        return new Throughput(
                "The same where every answer takes its time: how many imports a second are made?", 20, 256);
    }

    @Override
    public String question() {
        return question;
    }

    @Override
    public Set<String> settings() {
        return Set.of("rounds", "turns", "calls", "warmup", "inflight", "latency", "clients");
    }

    @Override
    public String run(Settings settings) throws Exception {
        var all = new ArrayList<>(LoadClients.all().keySet());
        all.addAll(List.of(Contestant.BOTO3, Contestant.AWS_CLI));
        var names = new LinkedHashSet<>(List.of(BASELINE));
        names.addAll(settings.wordsOf("clients", all));
        var cycles = new ArrayList<Cycle>();
        try (var server =
                Child.java(SERVER_CORE, List.of("-Xmx64m"), Responder.class, Integer.toString(latency(settings)))) {
            var url = server.line();
            for (var round = 1; round <= rounds(settings); round++) {
                cycles.addAll(round(round, names, url, settings));
            }
        }
        return page(names, cycles, settings);
    }

    private List<Cycle> round(int round, Iterable<String> names, String url, Settings settings) throws Exception {
        var contestants = new ArrayList<Contestant>();
        try {
            for (var name : names) {
                // Never more than one core each, which is what a JVM settles its collector and its threads by; and none
                // always warms up beside the server.
                var core = (contestants.size() + round) % 2 == 0 ? CLIENT_CORE : SERVER_CORE;
                contestants.add(Contestant.start(name, url, inFlight(settings), core));
            }
            var calls = settings.number("calls", CALLS, REOPENING_SHARE);
            warmUp(contestants, settings.number("warmup", WARMUP, 0), calls);
            var cycles = new ArrayList<Cycle>();
            for (var turn = 0; turn < settings.number("turns", 4, 1); turn++) {
                // Back and forth: none always follows the same one.
                Collections.reverse(contestants);
                cycles.add(cycle(round, contestants, calls));
            }
            return cycles;
        } finally {
            contestants.forEach(Contestant::close);
        }
    }

    /** In turns too: a run that ends makes a compiler take back what it made of one that never had. */
    private static void warmUp(List<Contestant> contestants, int warmup, int calls)
            throws IOException, InterruptedException {
        for (var contestant : contestants) {
            // Alone: among others a JVM that is just loading its classes may take longer than a call may.
            contestant.begin(calls / REOPENING_SHARE);
            contestant.end();
        }
        for (var made = 0; made < warmup; made += calls) {
            for (var contestant : contestants) {
                contestant.begin(calls);
            }
            for (var contestant : contestants) {
                contestant.end();
            }
        }
        for (var contestant : contestants) {
            contestant.keepOn(CLIENT_CORE);
        }
    }

    /** One turn of each. */
    private static Cycle cycle(int round, List<Contestant> contestants, int calls) throws IOException {
        var turns = new LinkedHashMap<String, Figures>();
        for (var contestant : contestants) {
            contestant.begin(calls / REOPENING_SHARE);
            contestant.end();
            contestant.begin(calls);
            var turn = contestant.end();
            turns.put(contestant.name(), turn);
            System.err.printf(Locale.ROOT, "%d %s %s%n", round, contestant.name(), turn.line());
        }
        return new Cycle(round, turns);
    }

    private static int rounds(Settings settings) {
        return settings.number("rounds", 5, 1);
    }

    private int latency(Settings settings) {
        return settings.number("latency", latency, 0);
    }

    private int inFlight(Settings settings) {
        return settings.number("inflight", inFlight, 1);
    }

    private String page(Collection<String> clients, List<Cycle> cycles, Settings settings) {
        return "ImportKeyPair over loopback, answered after " + latency(settings) + " ms, " + inFlight(settings)
                + " calls in flight (two by the AWS CLI), client and server "
                + (Child.canChooseCores() ? "on a core each" : "on whatever core is free") + "; medians of "
                + cycles.size()
                + " turns in " + rounds(settings)
                + " rounds of fresh processes. A ratio is that of two turns of the same cycle, and its range that of the"
                + " rounds' own medians. CPU is the client process's, its compiler's and collector's threads included.\n\n"
                + figures(clients, cycles)
                + (clients.contains(LoadClients.KEYFLUX) ? "\n" + keyfluxAgainst(clients, cycles) : "");
    }

    private static Table figures(Iterable<String> clients, List<Cycle> cycles) {
        var table = new Table(
                "client",
                "CPU µs/call",
                "× tuned",
                "in rounds",
                "calls/s",
                "× tuned",
                "in rounds",
                "live heap MB",
                "peak RSS MB",
                "threads");
        for (var client : clients) {
            table.row(
                    client,
                    median(cycles, cycle -> cycle.cpu(client)),
                    median(cycles, cycle -> cycle.cpuRatio(client, BASELINE)),
                    range(cycles, cycle -> cycle.cpuRatio(client, BASELINE)),
                    median(cycles, cycle -> cycle.rate(client)),
                    median(cycles, cycle -> cycle.rateRatio(client, BASELINE)),
                    range(cycles, cycle -> cycle.rateRatio(client, BASELINE)),
                    median(cycles, cycle -> cycle.turn(client).valueIfTold("heap")),
                    median(cycles, cycle -> cycle.turn(client).value("rss")),
                    wholeOrNone(median(cycles, cycle -> cycle.turn(client).valueIfTold("threads"))));
        }
        return table;
    }

    private static Object wholeOrNone(double figure) {
        return Double.isNaN(figure) ? "–" : Math.round(figure);
    }

    private static Table keyfluxAgainst(Iterable<String> clients, List<Cycle> cycles) {
        var table = new Table("keyflux against", "CPU ×", "in rounds", "calls/s ×", "in rounds");
        for (var client : clients) {
            if (!client.equals(LoadClients.KEYFLUX)) {
                table.row(
                        client,
                        median(cycles, cycle -> cycle.cpuRatio(LoadClients.KEYFLUX, client)),
                        range(cycles, cycle -> cycle.cpuRatio(LoadClients.KEYFLUX, client)),
                        median(cycles, cycle -> cycle.rateRatio(LoadClients.KEYFLUX, client)),
                        range(cycles, cycle -> cycle.rateRatio(LoadClients.KEYFLUX, client)));
            }
        }
        return table;
    }

    private static double median(List<Cycle> cycles, ToDoubleFunction<Cycle> figure) {
        return Figures.median(cycles.stream().mapToDouble(figure));
    }

    private static String range(List<Cycle> cycles, ToDoubleFunction<Cycle> figure) {
        return Figures.range(cycles.stream().collect(Collectors.groupingBy(Cycle::round)).values().stream()
                .mapToDouble(round -> median(round, figure)));
    }
}
