package dev.keyflux.bench;

import dev.keyflux.bench.cold.ColdStart;
import dev.keyflux.bench.load.Throughput;
import dev.keyflux.bench.makespan.Makespan;
import dev.keyflux.bench.scale.Scale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Runs one study by its name, or else every micro-benchmark whose name matches. A study's page, and that of a class of
 * micro-benchmarks, is printed and kept in {@code benchmarks/results}, beside those of other Java versions.
 */
public final class Main {

    private static final Path RESULTS = Path.of("benchmarks", "results");

    private static final Map<String, Study> STUDIES = new TreeMap<>(Map.of(
            "coldstart",
            new ColdStart(),
            "throughput",
            Throughput.atOnce(),
            "latency",
            Throughput.withLatency(),
            "makespan",
            new Makespan(),
            "scale",
            new Scale(RESULTS)));

    private Main() {}

    /** Takes the name, and then the study's settings or JMH's options. */
    public static void main(String[] args) throws Exception {
        var name = args.length == 0 ? "help" : args[0];
        var rest = List.of(args).subList(Math.min(1, args.length), args.length);
        var study = STUDIES.get(name);
        if (study != null) {
            var settings = Settings.parse(rest, study.settings());
            keep(name, rest, settings.page(name), study.run(settings));
        } else if (name.equals("help")) {
            help();
        } else {
            micro(name, rest);
        }
    }

    /** Those options are JMH's, but for the one that every study has. */
    private static void micro(String name, List<String> rest) throws Exception {
        var isOfPage = Collectors.<String>partitioningBy(word -> word.startsWith("page="));
        var words = rest.stream().collect(isOfPage);
        var settings = Settings.parse(words.getOrDefault(true, List.of()), Set.of());
        for (var page : Micro.run(name, words.getOrDefault(false, List.of())).entrySet()) {
            var trial = settings.page("");
            keep(name, rest, trial.isEmpty() ? page.getKey() : trial + "-" + page.getKey(), page.getValue());
        }
    }

    private static void keep(String name, List<String> settings, String page, String text)
            throws IOException, InterruptedException {
        var java = Runtime.version().feature();
        var command = "mvn -Pbench verify -Dbench=" + name
                + (settings.isEmpty() ? "" : " -Dbench.args=\"" + String.join(" ", settings) + "\"");
        var whole = "<!-- " + command + " -->\n" + Machine.describe() + "\n\n" + text;
        Files.createDirectories(RESULTS);
        Files.writeString(RESULTS.resolve(page + "-jdk" + java + ".md"), whole);
        System.out.println(whole);
    }

    private static void help() {
        System.out.println(
                "mvn -Pbench verify -Dbench=NAME, where NAME is a study, or a part of a micro-benchmark's name:");
        STUDIES.forEach((name, study) -> System.out.println("  " + name + ": " + study.question()));
    }
}
