package dev.keyflux.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs micro-benchmarks in JMH, with the bytes and the processor time of an operation beside its time. */
final class Micro {

    private static final String BYTES = "gc.alloc.rate.norm";

    private Micro() {}

    /**
     * Runs all whose names match.
     *
     * @param name a regular expression for a part of their names
     * @param options JMH's own
     * @return a page for each class of benchmarks, by the class's name
     */
    static Map<String, String> run(String name, List<String> options)
            throws RunnerException, CommandLineOptionException {
        var results = new Runner(new OptionsBuilder()
                        .parent(new CommandLineOptions(options.toArray(String[]::new)))
                        .include(name)
                        .addProfiler(GCProfiler.class)
                        .addProfiler(ProcessorTime.class)
                        .build())
                .run();
        var pages = new TreeMap<String, String>();
        results.stream()
                .collect(Collectors.groupingBy(
                        result -> words(result.getParams()).get(0)))
                .forEach((benchmarks, of) -> pages.put(benchmarks, page(of)));
        return pages;
    }

    /** The class and the method, without the package. */
    private static List<String> words(BenchmarkParams benchmark) {
        var words = List.of(benchmark.getBenchmark().split("\\.", -1));
        return words.subList(words.size() - 2, words.size());
    }

    private static String page(Collection<RunResult> results) {
        var table = new Table("benchmark", "time", "± (99.9 %)", "unit", "processor time", "unit", "bytes");
        for (var result : results) {
            var time = result.getPrimaryResult();
            var processor = also(result, ProcessorTime.NAME);
            var bytes = also(result, BYTES);
            table.row(
                    title(result.getParams()),
                    time.getScore(),
                    time.getScoreError(),
                    time.getScoreUnit(),
                    processor.getScore(),
                    processor.getScoreUnit(),
                    Math.round(bytes.getScore()));
        }
        var any = results.iterator().next().getParams();
        return "JMH, forks: " + any.getForks() + ", each warmed up for " + iterations(any.getWarmup())
                + " and measured for " + iterations(any.getMeasurement())
                + "; means. Processor time is that of all threads of the"
                + " process, bytes are what an operation allocates.\n\n"
                + table;
    }

    /** What a profiler measured beside the time. */
    private static Result<?> also(RunResult result, String name) {
        return Objects.requireNonNull(result.getSecondaryResults().get(name), name);
    }

    private static String iterations(IterationParams iterations) {
        return iterations.getCount() + " × " + iterations.getTime();
    }

    private static String title(BenchmarkParams benchmark) {
        var title = new ArrayList<String>(List.of(words(benchmark).get(1)));
        benchmark.getParamsKeys().forEach(key -> title.add(key + " " + benchmark.getParam(key)));
        return String.join(", ", title);
    }
}
