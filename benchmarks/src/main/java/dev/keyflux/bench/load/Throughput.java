package dev.keyflux.bench.load;

import dev.keyflux.bench.Child;
import dev.keyflux.bench.Figures;
import dev.keyflux.bench.Settings;
import dev.keyflux.bench.Study;
import dev.keyflux.bench.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Every client in turn, a second or so each, so that whatever else the machine does meanwhile meets all of them: a client
 * is held against what the baseline did in the same cycle of turns. A round starts every process anew, since compilers do not
 * decide alike twice, and warms all of them up, at once and on every core.
 *
 * <p>Settings: {@code rounds} (5), {@code turns} of each client a round (8), {@code calls} a turn (10000; slow clients make
 * a share of them), {@code warmup} calls before (240000: a compiler that shares its client's core is done after some
 * 200000), {@code inflight} (64), {@code clients} (all; the baseline always takes part).
 */
public final class Throughput implements Study {

    private static final int WARMUP = 240_000;
    private static final int CALLS = 10_000;

    /** How many times fewer calls before a turn, for connections that were closed while the others had theirs. */
    private static final int REOPENING_SHARE = 10;

    private static final int SERVER_CORE = 0;
    private static final int CLIENT_CORE = 1;

    private static final String BASELINE = LoadClients.TUNED;

    @Override
    public String question() {
        return "How many imports a second does one core make, and what does each cost it, against every alternative?";
    }

    @Override
    public String run(Settings settings) throws Exception {
        var all = new ArrayList<>(LoadClients.all().keySet());
        all.addAll(List.of(Contestant.BOTO3, Contestant.AWS_CLI));
        var names = new LinkedHashSet<>(List.of(BASELINE));
        names.addAll(settings.words("clients", all));
        if (!all.containsAll(names)) {
            throw new IllegalArgumentException("clients: there are " + String.join(", ", all));
        }
        var turns = new ArrayList<Map<String, Turn>>();
        try (var server = Child.java(SERVER_CORE, List.of("-Xmx64m"), Responder.class)) {
            var url = server.line();
            for (var round = 1; round <= settings.number("rounds", 5); round++) {
                turns.addAll(round(round, names, url, settings));
            }
        }
        return page(names, turns, settings);
    }

    private static List<Map<String, Turn>> round(int round, Iterable<String> names, String url, Settings settings)
            throws Exception {
        var contestants = new ArrayList<Contestant>();
        try {
            for (var name : names) {
                // Never more than one core each, which is what a JVM settles its collector and its threads by.
                var core = contestants.size() % 2 == 0 ? CLIENT_CORE : SERVER_CORE;
                contestants.add(Contestant.start(name, url, settings.number("inflight", 64), core));
            }
            var calls = settings.number("calls", CALLS);
            warmUp(contestants, settings.number("warmup", WARMUP), calls);
            var turns = new ArrayList<Map<String, Turn>>();
            for (var turn = 0; turn < settings.number("turns", 8); turn++) {
                // Back and forth: none always follows the same one.
                Collections.reverse(contestants);
                turns.add(cycle(round, contestants, calls));
            }
            return turns;
        } finally {
            contestants.forEach(Contestant::close);
        }
    }

    /** In turns too: a run that ends makes a compiler take back what it made of one that never had. */
    private static void warmUp(List<Contestant> contestants, int warmup, int calls)
            throws IOException, InterruptedException {
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
    private static Map<String, Turn> cycle(int round, List<Contestant> contestants, int calls) throws IOException {
        var figures = new LinkedHashMap<String, Figures>();
        for (var contestant : contestants) {
            contestant.begin(calls / REOPENING_SHARE);
            contestant.end();
            contestant.begin(calls);
            figures.put(contestant.name(), contestant.end());
        }
        var baseline = Objects.requireNonNull(figures.get(BASELINE));
        var turns = new LinkedHashMap<String, Turn>();
        figures.forEach((name, own) -> {
            turns.put(name, new Turn(round, own, baseline));
            System.err.printf(Locale.ROOT, "%d %s %s%n", round, name, own.line());
        });
        return turns;
    }

    private static String page(Iterable<String> names, List<Map<String, Turn>> cycles, Settings settings) {
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
        for (var name : names) {
            var turns = cycles.stream().map(cycle -> cycle.get(name)).toList();
            table.row(
                    name,
                    median(turns, Turn::cpu),
                    median(turns, Turn::cpuRatio),
                    range(turns, Turn::cpuRatio),
                    median(turns, Turn::rate),
                    median(turns, Turn::rateRatio),
                    range(turns, Turn::rateRatio),
                    median(turns, turn -> turn.figures().value("heap")),
                    median(turns, turn -> turn.figures().value("rss")),
                    (long) median(turns, turn -> turn.figures().value("threads")));
        }
        return "ImportKeyPair over loopback, " + settings.number("inflight", 64)
                + " calls in flight, client and server on a core each; medians of " + cycles.size()
                + " turns in " + settings.number("rounds", 5)
                + " rounds of fresh processes. A ratio is that of two turns that followed each other, and"
                + " its range that of the rounds' own medians. CPU is the client process's, its compiler's and collector's threads"
                + " included.\n\n"
                + table;
    }

    private static double median(List<Turn> turns, ToDoubleFunction<Turn> figure) {
        return Figures.median(turns.stream().mapToDouble(figure));
    }

    private static String range(List<Turn> turns, ToDoubleFunction<Turn> figure) {
        var rounds = turns.stream().collect(Collectors.groupingBy(Turn::round)).values().stream()
                .mapToDouble(round -> median(round, figure))
                .summaryStatistics();
        return String.format(Locale.ROOT, "%.2f–%.2f", rounds.getMin(), rounds.getMax());
    }
}
