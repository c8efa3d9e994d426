package dev.keyflux.cli;

import dev.keyflux.key.KeyBatch;
import dev.keyflux.key.KeySource;
import dev.keyflux.report.RolloutReport;
import dev.keyflux.rollout.ImportResult;
import dev.keyflux.rollout.RolloutEvent;
import dev.keyflux.rollout.RunStarted.Mode;
import java.util.Objects;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/** One run from the command line: connect, judge, roll out, record, report. What import and plan have in common. */
final class RolloutRun {

    /** How far the run may be ahead of what is recorded: so many events, and some for each target. */
    private static final int EVENTS_AHEAD = 256;

    /** So that each lane can go on beside lanes whose keys wait, for their pace or after a failure. */
    private static final int EVENTS_FOR_EACH_TARGET = 2;

    private static final int EVENTS_ASKED_FOR_AT_ONCE = 16;

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
        var way = targets.connection(bounds);
        var source = keys.source(context.terminal().in());
        var settings = bounds.settings();
        var places = targets.targets();
        outputs.check();
        var sandbox = targets.sandboxOfTheVariable();
        if (sandbox != null) {
            Warnings.tell(sandbox, context.terminal());
        }
        try (var connection = context.connector().open(way)) {
            // The keys are read and judged meanwhile.
            connection.prepare(places);
            var request = new RolloutRequest(mode, judged(source), places, settings);
            return runAndPublish(connection, request);
        }
    }

    private KeyBatch judged(KeySource source) {
        var batch = await(KeyBatch.read(source));
        Warnings.tell(batch.warnings(), context.terminal());
        return batch;
    }

    private int runAndPublish(Connection connection, RolloutRequest request) {
        var recording = Recording.open(outputs.record, this::stop);
        var progress = Progress.start(outputs.progress, context.terminal(), connection::calls);
        // Until the report is out: what was waited for is not to be lost in the last step.
        return context.interrupts()
                .listenDuring(
                        () -> {
                            var report = run(connection, request, recording, progress);
                            recording.unrecorded().forEach(this::tellUnrecorded);
                            return new Publication(context.terminal(), outputs, recording.trouble()).of(report);
                        },
                        signal -> {
                            // First: to say so takes as long as standard error does.
                            stop();
                            progress.say(stopping(connection.calls().inFlight()));
                        });
    }

    private static String stopping(long inFlight) {
        var waiting = inFlight == 0
                ? "no call is in flight"
                : "waiting for " + inFlight + (inFlight == 1 ? " call" : " calls") + " in flight";
        return "stopping: " + waiting + "; press Ctrl-C again to quit at once";
    }

    private RolloutReport run(Connection connection, RolloutRequest request, Recording recording, Progress progress) {
        try (recording;
                progress) {
            return collect(
                    connection.events(request, stop.asMono()).doOnNext(progress::count),
                    request.targets().size(),
                    recording);
        }
    }

    /** Records on a thread that may block, one event after another, and holds the lanes back if the disk is slow. */
    private RolloutReport collect(Flux<RolloutEvent> events, int targets, Recording recording) {
        var recorded = events.limitRate(EVENTS_AHEAD + EVENTS_FOR_EACH_TARGET * targets, EVENTS_ASKED_FOR_AT_ONCE)
                .publishOn(Schedulers.boundedElastic(), EVENTS_ASKED_FOR_AT_ONCE)
                .doOnNext(recording::record);
        return await(outputs.namesEveryResult() ? RolloutReport.collect(recorded) : RolloutReport.collectBad(recorded));
    }

    private void tellUnrecorded(ImportResult result) {
        var what = result.key().name() + " in " + result.target() + ": "
                + result.outcome().wireName();
        Warnings.tell("not recorded: " + what, context.terminal());
    }

    private void stop() {
        stop.tryEmitEmpty();
    }

    private static <T> T await(Mono<T> work) {
        return Objects.requireNonNull(work.block(), "a run without outcome");
    }
}
