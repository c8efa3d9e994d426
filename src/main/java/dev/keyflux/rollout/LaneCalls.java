package dev.keyflux.rollout;

import dev.keyflux.aws.FailureKind;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import reactor.core.publisher.Mono;

/** How a lane calls its target: in its turn at the gate, metered, and patiently where a call may be repeated. */
final class LaneCalls {

    /** Enough to find out what became of work in flight, and few enough that a stop comes to its end. */
    private static final int TRIES_AFTER_STOP = 4;

    /** Many calls may use up one short session together, so one renewal need not do; more than a few lead nowhere. */
    private static final int MAX_RENEWALS = 5;

    private final Gate.Door door;
    private final LaneMeter meter;
    private final LaneStatus lane;
    private final Stop stop;
    private final Timing timing;
    private final int maxAttempts;

    LaneCalls(Gate.Door door, LaneMeter meter, LaneStatus lane, Stop stop, Timing timing, int maxAttempts) {
        this.door = door;
        this.meter = meter;
        this.lane = lane;
        this.stop = stop;
        this.timing = timing;
        this.maxAttempts = maxAttempts;
        lane.whenClosed().subscribe(any -> {}, error -> {}, door::close);
    }

    /** Completes when the next call would be the first in the lane's line. */
    Mono<Void> vacancy() {
        return door.vacancy();
    }

    /** One call, whatever happens to the lane meanwhile. */
    <T> Mono<Reply<T>> once(Mono<T> call) {
        return Mono.defer(() -> persistently(send(door.permit(), call), triesLeft(), () -> true, MAX_RENEWALS));
    }

    /** One call, unless the lane closes before its turn comes: then empty, and nothing was sent. */
    <T> Mono<Reply<T>> onceUnlessClosed(Mono<T> call) {
        BooleanSupplier open = () -> lane.unsent().isEmpty();
        return persistently(send(door.permitWhileOpen(), call), open, open, MAX_RENEWALS);
    }

    /** A call that changes nothing, repeated until it is answered or refused, or patience ends. */
    <T> Mono<Reply<T>> patiently(Mono<T> call) {
        return Mono.defer(() -> patiently(once(call), patience(), triesLeft()));
    }

    /** The same, unless the lane closes: then empty, or the last reply there was. */
    <T> Mono<Reply<T>> patientlyUnlessClosed(Mono<T> call) {
        return Mono.defer(() -> patiently(
                onceUnlessClosed(call), patience(), () -> lane.unsent().isEmpty()));
    }

    private <T> Mono<Reply<T>> patiently(Mono<Reply<T>> call, Patience patience, BooleanSupplier goOn) {
        return call.flatMap(reply -> {
            if (reply instanceof Reply.Failed<T> failed) {
                var delay = patience.afterFailure(failed.failure().kind());
                if (delay.isPresent() && goOn.getAsBoolean()) {
                    return pause(delay.get())
                            .then(Mono.defer(() -> patiently(call, patience, goOn)))
                            .defaultIfEmpty(reply);
                }
            }
            return Mono.just(reply);
        });
    }

    /**
     * A throttled call goes back to its lane, whose pace says when its turn comes again: flow control, not failure. A
     * request that was turned away for its signature alone goes out again, newly signed.
     *
     * @param again whether a throttled call is to be repeated
     * @param open whether a call may have a reply at all: one that has none is not repeated
     */
    private <T> Mono<Reply<T>> persistently(
            Mono<Reply<T>> call, BooleanSupplier again, BooleanSupplier open, int renewals) {
        return call.flatMap(reply -> {
            if (isThrottled(reply)) {
                meter.retried();
                return again.getAsBoolean() && open.getAsBoolean()
                        ? repeated(call, again, open)
                                .defaultIfEmpty(reply)
                                .flatMap(last -> renewed(last, call, again, open, renewals))
                        : Mono.just(reply);
            }
            return renewed(reply, call, again, open, renewals);
        });
    }

    private <T> Mono<Reply<T>> renewed(
            Reply<T> reply, Mono<Reply<T>> call, BooleanSupplier again, BooleanSupplier open, int renewals) {
        if (!(reply instanceof Reply.Failed<T> failed) || failed.failure().kind() != FailureKind.STALE_SIGNATURE) {
            return Mono.just(reply);
        }
        if (renewals == 0) {
            return Mono.just(new Reply.Failed<>(failed.failure().as(FailureKind.DENIED)));
        }
        meter.retried();
        return persistently(call, again, open, renewals - 1);
    }

    /** A loop, not a recursion: a lane may be throttled any number of times. */
    private <T> Mono<Reply<T>> repeated(Mono<Reply<T>> call, BooleanSupplier again, BooleanSupplier open) {
        return call.repeat(open)
                .takeUntil(reply -> !(isThrottled(reply) && again.getAsBoolean()))
                .doOnNext(reply -> {
                    if (isThrottled(reply)) {
                        meter.retried();
                    }
                })
                .takeLast(1)
                .next();
    }

    /** Holds a permit while the call is in flight. */
    private <T> Mono<Reply<T>> send(Mono<Permit> turn, Mono<T> call) {
        return turn.flatMap(permit -> Reply.of(call)
                .doOnNext(reply -> {
                    var throttled = isThrottled(reply);
                    meter.called(permit.age(), throttled);
                    permit.giveBack(throttled);
                })
                .doFinally(any -> permit.giveBack(false)));
    }

    /** As often as need be, until a stop; then a few times more. */
    private BooleanSupplier triesLeft() {
        var afterStop = new AtomicInteger(TRIES_AFTER_STOP);
        return () -> !stop.requested() || afterStop.getAndDecrement() > 0;
    }

    /** Waits before a call is repeated; a stop ends the wait. */
    Mono<Void> pause(Duration delay) {
        meter.retried();
        return stop.sleep(delay, timing.scheduler());
    }

    /** Waits, whatever happens. */
    Mono<Void> wait(Duration delay) {
        return Mono.delay(delay, timing.scheduler()).then();
    }

    /** How long to wait before the {@code poll}th look at something that is under way. */
    Duration pollDelay(int poll) {
        return Backoff.POLL.delay(poll, timing.random());
    }

    /** How long to wait after the {@code look}th look that found nothing. */
    Duration lookDelay(int look) {
        return Backoff.FAILURE.delay(look, timing.random());
    }

    /** A fresh count for a series of calls. */
    Patience patience() {
        return new Patience(maxAttempts, timing.random());
    }

    private static boolean isThrottled(Reply<?> reply) {
        return reply instanceof Reply.Failed<?> failed && failed.failure().kind() == FailureKind.THROTTLED;
    }
}
