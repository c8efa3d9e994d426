package dev.keyflux.rollout;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Whether a lane still takes up new keys, and what becomes of those that it no longer does. It is closed to new work once
 * its target is given up, refused before it began or halted under way, or the run is to stop; what was begun is still
 * settled. Some time after a stop it is overdue, and nothing is sent any more.
 */
final class LaneStatus {

    private final Stop stop;
    /** The first trouble there was with the target; null if there was none. */
    private final AtomicReference<@Nullable Trouble> trouble = new AtomicReference<>();

    private final Sinks.Empty<Void> closed = Sinks.empty();
    /** The lane's own: to leave a sink takes longer the more others are at it, and all lanes' keys may wait at once. */
    private final Sinks.Empty<Void> stopped = Sinks.empty();

    private final Disposable.Composite listening = Disposables.composite();

    LaneStatus(Stop stop) {
        this.stop = stop;
        listening.add(stop.whenRequested().subscribe(any -> {}, error -> {}, this::hearStop));
    }

    private void hearStop() {
        closed.tryEmitEmpty();
        stopped.tryEmitEmpty();
    }

    /** Gives the lane up before it has begun: what its target answered goes for every key. */
    void refuse(Outcome outcome, ErrorDetail error) {
        close(Verdict.of(outcome, error), error);
    }

    /** Gives the lane up under way: keys that were not sent are not attempted. */
    void halt(ErrorDetail error) {
        var unsent = new ErrorDetail(
                error.code(), "not sent, because the target was given up: " + error.message(), error.requestId());
        close(Verdict.of(Outcome.NOT_ATTEMPTED, unsent), error);
    }

    /** Completes when the lane takes up no more keys, at once if it no longer does. */
    Mono<Void> whenClosed() {
        return closed.asMono();
    }

    /** Completes when the run is to stop, at once if it is. */
    Mono<Void> whenStopped() {
        return stopped.asMono();
    }

    /** Runs {@code task} once the run's stop is overdue, unless the lane has ended. */
    void whenOverdue(Runnable task) {
        listening.add(stop.whenOverdue().subscribe(any -> {}, error -> {}, task));
    }

    /** What becomes of a key that has not been sent; empty while the lane takes up keys. */
    Optional<Verdict> unsent() {
        var stopped = stop.reason();
        var known = trouble.get();
        if (stopped != null) {
            var unsent = stopped.unsent(known == null ? null : known.error());
            return Optional.of(Verdict.of(Outcome.NOT_ATTEMPTED, unsent));
        }
        return Optional.ofNullable(known).map(Trouble::unsent);
    }

    /** Why the lane was given up; null if it was not. */
    @Nullable
    ErrorDetail halted() {
        var known = trouble.get();
        return known == null || known.afterStop() ? null : known.error();
    }

    /** The lane has ended: the run's stop need not know it any more, and what it kept is let go. */
    void ended() {
        listening.dispose();
    }

    private void close(Verdict unsent, ErrorDetail error) {
        trouble.compareAndSet(null, new Trouble(unsent, error, stop.requested()));
        closed.tryEmitEmpty();
    }

    /**
     * Why a lane is closed.
     *
     * @param unsent what becomes of its keys that were not sent, unless the run is stopped
     * @param afterStop whether the run was stopped before: then it is not the target's fault that the lane ends
     */
    private record Trouble(Verdict unsent, ErrorDetail error, boolean afterStop) {}
}
