package dev.keyflux.rollout;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Whether a lane still takes up new keys, and what becomes of those that it no longer does. */
final class LaneStatus {

    private final Stop stop;
    private final AtomicReference<@Nullable Halt> halt = new AtomicReference<>();
    /** Why the lane was given up, or would have been if the run had not been stopped before; null if there is nothing. */
    private final AtomicReference<@Nullable ErrorDetail> trouble = new AtomicReference<>();

    private final Sinks.Empty<Void> closed = Sinks.empty();
    private final Disposable.Composite listening = Disposables.composite();

    LaneStatus(Stop stop) {
        this.stop = stop;
        listening.add(stop.whenRequested().subscribe(any -> {}, error -> {}, closed::tryEmitEmpty));
    }

    /** Gives the lane up before it has begun: what its target answered goes for every key. */
    void refuse(Outcome outcome, ErrorDetail error) {
        close(new Halt(Verdict.of(outcome, error), error));
    }

    /** Gives the lane up under way: keys that were not sent are not attempted. */
    void halt(ErrorDetail error) {
        var unsent = new ErrorDetail(
                error.code(), "not sent, because the target was given up: " + error.message(), error.requestId());
        close(new Halt(Verdict.of(Outcome.NOT_ATTEMPTED, unsent), error));
    }

    /** Completes when the lane takes up no more keys, at once if it no longer does. */
    Mono<Void> whenClosed() {
        return closed.asMono();
    }

    /** Runs {@code task} once the run's stop is overdue, unless the lane has ended. */
    void whenOverdue(Runnable task) {
        listening.add(stop.whenOverdue().subscribe(any -> {}, error -> {}, task));
    }

    /** What becomes of a key that has not been sent; empty while the lane takes up keys. */
    Optional<Verdict> unsent() {
        var stopped = stop.reason();
        if (stopped != null) {
            return Optional.of(Verdict.of(Outcome.NOT_ATTEMPTED, stopped.unsent(trouble.get())));
        }
        return Optional.ofNullable(halt.get()).map(Halt::unsent);
    }

    /** Why the lane was given up; null if it was not. */
    @Nullable
    ErrorDetail halted() {
        var given = halt.get();
        return given == null ? null : given.error();
    }

    /** The lane has ended: the run's stop need not know it any more, and what it kept is let go. */
    void ended() {
        listening.dispose();
    }

    private void close(Halt given) {
        // After a stop it is not the target's fault that the lane ends.
        if (!stop.requested()) {
            halt.compareAndSet(null, given);
        }
        trouble.compareAndSet(null, given.error());
        closed.tryEmitEmpty();
    }

    private record Halt(Verdict unsent, ErrorDetail error) {}
}
