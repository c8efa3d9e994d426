package dev.keyflux.rollout;

import dev.keyflux.aws.CallFailedException;
import dev.keyflux.aws.Failure;
import dev.keyflux.aws.FailureKind;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * A call that goes out in its lane's turn: waits at the lane's door, holds a permit while it is in flight, is metered as it
 * ends, and emits what came of it. An error that is no {@link CallFailedException} remains one; a call that its client ends
 * without an answer may have taken effect. Empty if it is not to go out any more as its turn comes, or if the door has closed:
 * to all, or to new work, where it is that.
 *
 * <p>A throttled call goes back to the door, whose pace says when its turn comes again: flow control, not failure. A
 * request that was turned away for its signature alone goes out again, newly signed.
 *
 * <p>Every call of a run passes here, so this is one operator where a chain would be ten.
 *
 * @param <T> the call's answer
 */
final class GatedCall<T> extends Mono<Reply<T>> {

    /** Many calls may use up one short session together, so one renewal need not do; more than a few lead nowhere. */
    private static final int MAX_RENEWALS = 5;

    private static final Failure NO_ANSWER =
            new Failure(FailureKind.AMBIGUOUS, "NoAnswer", "the client ended the call without an answer", null);

    private final Door door;
    private final LaneMeter meter;
    private final Mono<T> call;
    private final boolean forNewWork;
    private final BooleanSupplier goOn;
    private final Consumer<Failure> atFailure;

    /**
     * Sends nothing yet.
     *
     * @param call made anew each time that it goes out
     * @param forNewWork whether it is the lane's work itself, as imports and surveys are, and does not only find out what
     *     became of it
     * @param goOn whether it is to go out, asked when its turn has come, and each time that it was throttled
     * @param atFailure is told of each failure while the permit is still held, so before another call goes out for it
     */
    GatedCall(
            Door door,
            LaneMeter meter,
            Mono<T> call,
            boolean forNewWork,
            BooleanSupplier goOn,
            Consumer<Failure> atFailure) {
        this.door = door;
        this.meter = meter;
        this.call = call;
        this.forNewWork = forNewWork;
        this.goOn = goOn;
        this.atFailure = atFailure;
    }

    @Override
    public void subscribe(CoreSubscriber<? super Reply<T>> actual) {
        actual.onSubscribe(new Passage<>(this, actual));
    }

    /** One subscription's way through the door and back, as often as it takes; the call's only subscriber. */
    private static final class Passage<T> extends Waiter implements CoreSubscriber<T>, Subscription {

        @SuppressWarnings("rawtypes")
        private static final AtomicReferenceFieldUpdater<Passage, @Nullable Subscription> IN_FLIGHT =
                AtomicReferenceFieldUpdater.newUpdater(Passage.class, Subscription.class, "inFlight");

        private final GatedCall<T> gated;
        private final CoreSubscriber<? super Reply<T>> actual;
        private volatile @Nullable Subscription inFlight;
        private @Nullable Permit permit;
        private int renewals;
        private boolean requested;
        private boolean repeated;
        private boolean ended;

        Passage(GatedCall<T> gated, CoreSubscriber<? super Reply<T>> actual) {
            super(gated.forNewWork);
            this.gated = gated;
            this.actual = actual;
        }

        @Override
        public Context currentContext() {
            return actual.currentContext();
        }

        @Override
        public void request(long n) {
            if (Operators.validate(n) && !requested) {
                requested = true;
                gated.door.enter(this);
            }
        }

        @Override
        public void cancel() {
            Operators.terminate(IN_FLIGHT, this);
            gated.door.leave(this);
        }

        @Override
        void admitted(Permit permit) {
            this.permit = permit;
            if (!gated.goOn.getAsBoolean()) {
                // The door hears of it a moment later: a stop is told to one lane after another.
                ended = true;
                permit.giveBackUnused();
                actual.onComplete();
                return;
            }
            if (repeated) {
                gated.meter.retried();
            }
            // Who was cancelled just now has given the permit back, or is about to.
            if (inFlight != Operators.cancelledSubscription()) {
                try {
                    gated.call.subscribe(this);
                } catch (Throwable e) {
                    // Thrown on, it would end the gate's loop and keep the permit.
                    Exceptions.throwIfJvmFatal(e);
                    onError(e);
                }
            }
        }

        @Override
        void sentAway() {
            actual.onComplete();
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            if (Operators.replace(IN_FLIGHT, this, subscription)) {
                subscription.request(Long.MAX_VALUE);
            }
        }

        @Override
        public void onNext(T answer) {
            if (ended) {
                Operators.onNextDropped(answer, currentContext());
                return;
            }
            gated.meter.called(permit().age(), false);
            permit().giveBack(false);
            emit(new Reply.Answer<>(answer));
        }

        @Override
        public void onError(Throwable error) {
            if (ended) {
                Operators.onErrorDropped(error, currentContext());
            } else if (error instanceof CallFailedException failed) {
                failed(failed.failure());
            } else {
                ended = true;
                permit().giveBack(false);
                actual.onError(error);
            }
        }

        @Override
        public void onComplete() {
            if (!ended) {
                failed(NO_ANSWER);
            }
        }

        private void failed(Failure failure) {
            gated.atFailure.accept(failure);
            giveBack(failure.kind());
            var again = switch (failure.kind()) {
                case THROTTLED -> gated.goOn.getAsBoolean();
                case STALE_SIGNATURE -> renewals++ < MAX_RENEWALS;
                default -> false;
            };
            if (again) {
                repeated = true;
                permit().enterAgain();
            } else {
                var stale = failure.kind() == FailureKind.STALE_SIGNATURE;
                emit(new Reply.Failed<>(stale ? failure.as(FailureKind.DENIED) : failure));
            }
        }

        private void giveBack(FailureKind failure) {
            var throttled = failure == FailureKind.THROTTLED;
            gated.meter.called(permit().age(), throttled);
            switch (failure) {
                // The region has not seen it, so it tells nothing of the pace that the region allows.
                case UNREACHABLE, SESSION_THROTTLED -> permit().giveBackUnused();
                default -> permit().giveBack(throttled);
            }
        }

        private void emit(Reply<T> reply) {
            ended = true;
            actual.onNext(reply);
            actual.onComplete();
        }

        private Permit permit() {
            return Objects.requireNonNull(permit);
        }
    }
}
