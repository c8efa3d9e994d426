package dev.keyflux.bench.micro;

import dev.keyflux.aws.Operation;
import dev.keyflux.bench.SampleKeys;
import dev.keyflux.report.JsonReport;
import dev.keyflux.report.NdjsonRecorder;
import dev.keyflux.report.RolloutReport;
import dev.keyflux.report.TextSummary;
import dev.keyflux.rollout.ErrorDetail;
import dev.keyflux.rollout.ImportResult;
import dev.keyflux.rollout.Outcome;
import dev.keyflux.rollout.RolloutEvent;
import dev.keyflux.rollout.RunFinished;
import dev.keyflux.rollout.RunStarted;
import dev.keyflux.rollout.TargetFinished;
import dev.keyflux.target.Target;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import reactor.core.publisher.Flux;

/** What does a result cost in each format of the reports? A run of ten thousand, every tenth of them bad. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ReportBenchmark {

    private static final int RESULTS = 10_000;
    private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");
    private static final List<Target> TARGETS = Target.inRegions(List.of("eu-west-1"));

    private final List<RolloutEvent> events = events();
    private Path recording;
    private final RolloutReport report =
            RolloutReport.collect(Flux.fromIterable(events)).blockOptional().orElseThrow();

    /** Makes a file to record into. */
    @Setup
    public void begin() throws IOException {
        recording = Files.createTempFile("keyflux", ".ndjson");
    }

    /** Deletes it. */
    @TearDown
    public void end() throws IOException {
        Files.delete(recording);
    }

    /** The whole report as JSON. */
    @Benchmark
    @OperationsPerInvocation(RESULTS)
    public void json() {
        JsonReport.write(report, OutputStream.nullOutputStream());
    }

    /** The recording into a file, to which every line is written by itself. */
    @Benchmark
    @OperationsPerInvocation(RESULTS)
    public void ndjson() throws IOException {
        try (var recorder = NdjsonRecorder.to(recording)) {
            events.forEach(recorder::record);
        }
    }

    /** The summary for people, which names some of the bad results: for the whole of it, not for each result. */
    @Benchmark
    public String text() {
        return TextSummary.of(report, true);
    }

    /** The collecting of events, before any format. */
    @Benchmark
    @OperationsPerInvocation(RESULTS)
    public RolloutReport collect() {
        return RolloutReport.collect(Flux.fromIterable(events)).blockOptional().orElseThrow();
    }

    private static List<RolloutEvent> events() {
        var target = TARGETS.get(0);
        var events = new ArrayList<RolloutEvent>();
        events.add(new RunStarted("run-1", RunStarted.Mode.IMPORT, START, OptionalLong.of(RESULTS), TARGETS));
        for (var key : SampleKeys.named(RESULTS)) {
            var bad = events.size() % 10 == 0;
            events.add(new ImportResult(
                    key,
                    target,
                    bad ? Outcome.FAILED : Outcome.IMPORTED,
                    null,
                    1,
                    START,
                    Duration.ofMillis(20),
                    bad ? null : operation(key.name()),
                    bad ? new ErrorDetail("InvalidKey.Format", "the service says no", "a-request") : null));
        }
        events.add(new TargetFinished(target, RESULTS, RESULTS, 0, 0, Duration.ofSeconds(9), null, null));
        events.add(new RunFinished(START.plusSeconds(9), false));
        return List.copyOf(events);
    }

    private static Operation operation(String name) {
        return new Operation(
                "7e1b2c3d-0000-4000-8000-5f6a7b8c9d0e",
                name,
                "KeyPair",
                START,
                new Operation.Location("all", "eu-west-1"),
                true,
                "",
                "ImportKeyPair",
                "Succeeded",
                START,
                null,
                null);
    }
}
