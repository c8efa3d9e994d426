package dev.keyflux.rollout;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;

/**
 * Whether a run is to come to its end: no new work, and what is in flight has a while to settle. Once requested, it stays
 * so.
 */
final class Stop {

    /**
     * How long calls may still begin that find out what became of work in flight. Those of a region that answers need a
     * few seconds; one that throttles every call would hold the run for hours.
     */
    private static final Duration WHILE = Duration.ofSeconds(30);

    /** Who asked for the end. */
    enum Reason {
        /** The publisher that the rollout was told to stop by. */
        SIGNAL("Stopped", "the run was stopped before this key was sent; run it again to go on"),
        /** The run's own deadline. */
        DEADLINE("Deadline", "the run's deadline passed before this key was sent; run it again to go on"),
        /** The subscriber, who no longer listens. */
        CANCEL("Cancelled", "the run was cancelled before this key was sent");

        private final String code;
        private final String message;

        Reason(String code, String message) {
            this.code = code;
            this.message = message;
        }

        /** What a key hears that was not sent, and what trouble there was with its target, if any. */
        ErrorDetail unsent(@Nullable ErrorDetail trouble) {
            return trouble == null
                    ? new ErrorDetail(code, message, null)
                    : new ErrorDetail(
                            code,
                            message + " (trouble with its target: " + trouble.code() + ": " + trouble.message() + ")",
                            trouble.requestId());
        }
    }

    private final Scheduler scheduler;
    private final Sinks.Empty<Void> signal = Sinks.empty();
    private final Sinks.Empty<Void> overdue = Sinks.empty();
    private final AtomicReference<@Nullable Reason> reason = new AtomicReference<>();
    private volatile boolean signalled;

    Stop(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** Asks for the end; the first reason is the one that counts. */
    void request(Reason why) {
        if (why == Reason.SIGNAL) {
            signalled = true;
        }
        if (reason.compareAndSet(null, why)) {
            try {
                var unused = scheduler.schedule(overdue::tryEmitEmpty, WHILE.toMillis(), TimeUnit.MILLISECONDS);
            } finally {
                // Last, since what hears of it may settle all that is left, on this thread.
                signal.tryEmitEmpty();
            }
        }
    }

    boolean requested() {
        return reason.get() != null;
    }

    /** Whether the signal came, be it after another reason. */
    boolean signalled() {
        return signalled;
    }

    /** Why the run is to end; null while it is not. */
    @Nullable
    Reason reason() {
        return reason.get();
    }

    /** Completes when a stop is requested, at once if it was. */
    Mono<Void> whenRequested() {
        return signal.asMono();
    }

    /** Completes when what was in flight has had its while, at once if it has. */
    Mono<Void> whenOverdue() {
        return overdue.asMono();
    }
}
