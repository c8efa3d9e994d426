package dev.keyflux.cli;

import dev.keyflux.key.FileTrouble;
import dev.keyflux.report.NdjsonRecorder;
import dev.keyflux.rollout.ImportResult;
import dev.keyflux.rollout.Outcome;
import dev.keyflux.rollout.RolloutEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The recording of one run, if one was asked for. Once it cannot be written the run is told to stop: what nobody could
 * undo is not begun.
 */
final class Recording implements AutoCloseable {

    private final @Nullable Path file;
    private final @Nullable NdjsonRecorder recorder;
    private final Runnable stop;
    private final List<ImportResult> unrecorded = new ArrayList<>();
    private volatile @Nullable OutputFailedException trouble;

    private Recording(@Nullable Path file, @Nullable NdjsonRecorder recorder, Runnable stop) {
        this.file = file;
        this.recorder = recorder;
        this.stop = stop;
    }

    /** Opens the file, or nothing if it is null. */
    static Recording open(@Nullable Path file, Runnable stop) {
        try {
            return new Recording(file, file == null ? null : NdjsonRecorder.to(file), stop);
        } catch (IOException e) {
            throw UsageException.of("--record", " " + file + ": " + FileTrouble.of(e), e);
        }
    }

    void record(RolloutEvent event) {
        if (recorder == null) {
            return;
        }
        if (trouble != null) {
            missed(event);
            return;
        }
        try {
            recorder.record(event);
        } catch (UncheckedIOException e) {
            trouble = failed(FileTrouble.of(e) + "; the run was stopped, and the recording is not whole", e);
            missed(event);
            stop.run();
        }
    }

    private void missed(RolloutEvent event) {
        if (event instanceof ImportResult result && result.attempts() > 0 && mayBeThere(result.outcome())) {
            unrecorded.add(result);
        }
    }

    /** The keys that the recording lacks and that are in their targets, or may be; for when the run has ended. */
    List<ImportResult> unrecorded() {
        return unrecorded;
    }

    private static boolean mayBeThere(Outcome outcome) {
        return !outcome.isBad() || outcome == Outcome.UNKNOWN;
    }

    /** What kept the run from being recorded whole; known for good once this is closed. */
    Optional<OutputFailedException> trouble() {
        return Optional.ofNullable(trouble);
    }

    @Override
    public void close() {
        if (recorder == null) {
            return;
        }
        try {
            recorder.close();
        } catch (IOException e) {
            trouble = trouble == null ? failed(FileTrouble.of(e) + "; the recording may not be whole", e) : trouble;
        }
    }

    private OutputFailedException failed(String why, Exception cause) {
        return new OutputFailedException("--record " + file + ": " + why, cause);
    }
}
