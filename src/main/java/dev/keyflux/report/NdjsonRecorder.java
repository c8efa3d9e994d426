package dev.keyflux.report;

import dev.keyflux.rollout.ImportResult;
import dev.keyflux.rollout.KeyRejected;
import dev.keyflux.rollout.RolloutEvent;
import dev.keyflux.rollout.RunFinished;
import dev.keyflux.rollout.RunStarted;
import dev.keyflux.rollout.TargetFinished;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/**
 * Records a run as it goes: one JSON object a line, each flushed as it is written, so that a run that dies has left
 * behind all that had settled.
 *
 * <p>Each line carries a {@code type}: {@code run} first, then {@code rejected}, {@code result} and {@code target} as
 * they come, {@code summary} last. The fields are those of the {@linkplain JsonReport JSON report}, with two
 * differences: a result's key type stands in {@code keyType}, because {@code type} is taken, and the times and exit code
 * that the {@code run} line cannot know yet stand in {@code summary}.
 *
 * <p>Blocks as its stream does. Not thread-safe: it takes the events of one run one after another.
 */
public final class NdjsonRecorder implements AutoCloseable {

    private static final byte[] BEGINNING = "{\"type\":\"run\"".getBytes(StandardCharsets.UTF_8);

    private final OutputStream out;
    private final JsonFields json;
    private final JsonParts parts;
    private final RunTally tally = new RunTally();

    /** Records to {@code out}, which {@link #close()} closes. */
    public NdjsonRecorder(OutputStream out) {
        this.out = out;
        this.json = new JsonFields(out);
        this.parts = new JsonParts(json);
    }

    /**
     * Records to a file, which is made, or emptied if it is there.
     *
     * @throws IOException if it cannot be written
     */
    public static NdjsonRecorder to(Path file) throws IOException {
        return new NdjsonRecorder(Files.newOutputStream(file));
    }

    /**
     * Whether a file holds something other than a recording, which {@link #to} would destroy: a key named by mistake,
     * for example. False for what is no regular file, or not there.
     *
     * @throws IOException if it cannot be read
     */
    public static boolean isSomethingElse(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (var in = Files.newInputStream(file)) {
            var beginning = in.readNBytes(BEGINNING.length);
            return beginning.length > 0 && !Arrays.equals(beginning, BEGINNING);
        }
    }

    /**
     * Writes the line of this event.
     *
     * @throws java.io.UncheckedIOException if the stream fails
     * @throws IllegalStateException if the events are not those of one run
     */
    public void record(RolloutEvent event) {
        tally.add(event);
        JsonFields.write(() -> line(event));
    }

    private void line(RolloutEvent event) {
        if (event instanceof ImportResult result) {
            line("result", () -> parts.result(result, "keyType"));
        } else if (event instanceof KeyRejected rejected) {
            line("rejected", () -> parts.rejected(rejected.entry()));
        } else if (event instanceof TargetFinished end) {
            line("target", () -> parts.target(tally.target(end)));
        } else if (event instanceof RunStarted start) {
            line("run", () -> parts.run(start));
        } else if (event instanceof RunFinished end) {
            line("summary", () -> summary(end));
        }
    }

    private void summary(RunFinished end) {
        var started = tally.started();
        var summary = tally.summary();
        parts.summary(summary);
        parts.ending(
                end.finishedAt(),
                Duration.between(started.startedAt(), end.finishedAt()),
                summary.exitCode(started.mode(), end.stopped()));
    }

    private void line(String type, Runnable fields) {
        json.object(() -> {
            json.string("type", type);
            fields.run();
        });
        json.endLine();
    }

    /**
     * Closes the stream.
     *
     * @throws IOException if it fails to close
     */
    @Override
    public void close() throws IOException {
        out.close();
    }
}
