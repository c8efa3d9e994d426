package dev.keyflux.cli;

import dev.keyflux.key.KeyBatch;
import dev.keyflux.report.RolloutReport;
import dev.keyflux.rollout.RolloutEvent;
import dev.keyflux.rollout.RunStarted.Mode;
import java.util.Objects;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/** One run from the command line: judge, connect, roll out, record, report. What import and plan have in common. */
final class RolloutRun {

    private static final int EVENTS_AHEAD = 256;

    private final Context context;
    private final KeyOptions keys;
    private final TargetOptions targets;
    private final RunOptions bounds;
    private final OutputOptions outputs;
    private final Sinks.Empty<Void> stop = Sinks.empty();

    RolloutRun(Context context, KeyOptions keys, TargetOptions targets, RunOptions bounds, OutputOptions outputs) {
        this.context = context;
        this.keys = keys;
        this.targets = targets;
        this.bounds = bounds;
        this.outputs = outputs;
    }

    /** Runs to the end and answers the exit code. */
    int carryOut(Mode mode) {
        var connection = targets.connection(bounds);
        var settings = bounds.settings();
        var places = targets.targets();
        outputs.check();
        var keyBatch = await(KeyBatch.read(keys.source(context.terminal().in())));
        Warnings.tell(keyBatch.warnings(), context.terminal());
        var request = new RolloutRequest(mode, keyBatch, places, settings);
        var recording = Recording.open(outputs.record, this::stop);
        RolloutReport report;
        try (recording) {
            report = connectAndRun(connection, request, recording);
        }
        return new Publication(context.terminal(), outputs, recording.trouble()).of(report);
    }

    private RolloutReport connectAndRun(ConnectionSettings settings, RolloutRequest request, Recording recording) {
        try (var connection = context.connector().open(settings);
                var progress = Progress.start(outputs.progress, context.terminal(), connection::calls)) {
            return context.interrupts()
                    .listenDuring(
                            () -> collect(
                                    connection.events(request, stop.asMono()).doOnNext(progress::count), recording),
                            signal -> {
                                progress.say(stopping(connection.calls().inFlight()));
                                stop();
                            });
        }
    }

    private static String stopping(long inFlight) {
        return "stopping: waiting for " + inFlight + (inFlight == 1 ? " call" : " calls")
                + " in flight; press Ctrl-C again to quit at once";
    }

    /** Records on a thread that may block, one event after another, and holds the lanes back if the disk is slow. */
    private static RolloutReport collect(Flux<RolloutEvent> events, Recording recording) {
        return await(RolloutReport.collect(
                events.publishOn(Schedulers.boundedElastic(), EVENTS_AHEAD).doOnNext(recording::record)));
    }

    private void stop() {
        stop.tryEmitEmpty();
    }

    private static <T> T await(Mono<T> work) {
        return Objects.requireNonNull(work.block(), "a run without outcome");
    }
}
