package dev.keyflux.rollout;

import dev.keyflux.aws.Failure;
import dev.keyflux.aws.FailureKind;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;

/** How a lane calls its target: in its turn at the gate, metered, and patiently where a call may be repeated. */
final class LaneCalls {

    /** What a call comes to that could not go out before a stop was overdue. */
    private static final Failure OVERDUE = new Failure(
            FailureKind.REFUSED, "Stopped", "the run was stopped, and the region took too long since", null);

    /** Looks, some five seconds of them, until absence is believed: a fresh key pair may take seconds to appear. */
    static final int LOOKS = 6;

    /** After one series of reads without an answer the key may be to blame, after so many in a row it is the target. */
    private static final int HOPELESS_SERIES = 3;

    private final Door door;
    private final LaneMeter meter;
    private final LaneStatus lane;
    private final Stop stop;
    private final Timing timing;
    private final int maxAttempts;
    /** Each by itself: a region may answer looks all the while and no import. */
    private final Outage ofReads = new Outage();

    private final Outage ofWrites = new Outage();

    LaneCalls(Door door, LaneMeter meter, LaneStatus lane, Stop stop, Timing timing, int maxAttempts) {
        this.door = door;
        this.meter = meter;
        this.lane = lane;
        this.stop = stop;
        this.timing = timing;
        this.maxAttempts = maxAttempts;
        lane.whenClosed().subscribe(any -> {}, error -> {}, door::closeToNewWork);
        lane.whenOverdue(door::closeToAll);
    }

    /** Whether all that was asked of the target lately, and for more than one key, went unanswered. */
    boolean areReadsHopeless() {
        return ofReads.unanswered() >= HOPELESS_SERIES * maxAttempts;
    }

    /** Whether the next call would be the first in the lane's line. */
    boolean isVacant() {
        return door.isVacant();
    }

    /** Completes when the next call would be the first in the lane's line. */
    Mono<Void> vacancy() {
        return door.vacancy();
    }

    /** One call, whatever happens to the lane meanwhile; one whose turn has not come when a stop is overdue fails too. */
    private <T> Mono<Reply<T>> once(Mono<T> call) {
        return new GatedCall<>(door, meter, call, false, () -> true, any -> {})
                .doOnNext(ofReads::hear)
                .defaultIfEmpty(new Reply.Failed<>(OVERDUE));
    }

    /**
     * One call, unless the lane closes before its turn comes: then empty, and nothing was sent but what was throttled.
     *
     * @param atFailure is told of a failure before the lane sends anything else in its place
     */
    <T> Mono<Reply<T>> onceUnlessClosed(Mono<T> call, Consumer<Failure> atFailure) {
        return new GatedCall<>(door, meter, call, true, () -> lane.unsent().isEmpty(), atFailure)
                .doOnNext(ofWrites::hear);
    }

    /** A call that changes nothing, repeated until it is answered or refused, or patience ends, or a stop is overdue. */
    <T> Mono<Reply<T>> patiently(Mono<T> call) {
        return Mono.defer(() -> patiently(once(call), patience(), ofReads, () -> true));
    }

    /** The same, unless the lane closes: then empty, or the last reply there was. */
    <T> Mono<Reply<T>> patientlyUnlessClosed(Mono<T> call) {
        return Mono.defer(() -> patiently(
                onceUnlessClosed(call, any -> {}),
                patience(),
                ofWrites,
                () -> lane.unsent().isEmpty()));
    }

    private <T> Mono<Reply<T>> patiently(Mono<Reply<T>> call, Patience patience, Outage outage, BooleanSupplier goOn) {
        return call.flatMap(reply -> {
            if (reply instanceof Reply.Failed<T> failed) {
                var delay = patience.afterFailure(failed.failure().kind());
                if (delay.isPresent() && goOn.getAsBoolean()) {
                    return pause(delay.get(), patience, outage)
                            .then(Mono.defer(() -> patiently(call, patience, outage, goOn)))
                            .defaultIfEmpty(reply);
                }
            }
            return Mono.just(reply);
        });
    }

    /** Waits before an import is sent again; a stop ends the wait, and once in a series the end of an outage does. */
    Mono<Void> pause(Duration delay, Patience patience) {
        return pause(delay, patience, ofWrites);
    }

    private Mono<Void> pause(Duration delay, Patience patience, Outage outage) {
        return patience.mayHurry(delay)
                ? Mono.firstWithSignal(pause(delay), outage.over().doOnSuccess(any -> patience.hurry()))
                : pause(delay);
    }

    /**
     * Waits before a call is repeated; a stop ends the wait. One that begins after that is kept: it is part of bringing
     * work to its end.
     */
    Mono<Void> pause(Duration delay) {
        meter.retried();
        return stop.requested() ? wait(delay) : Mono.firstWithSignal(wait(delay), lane.whenStopped());
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
}
