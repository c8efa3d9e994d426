package dev.keyflux.rollout;

import dev.keyflux.aws.Failure;
import dev.keyflux.aws.FailureKind;
import dev.keyflux.aws.KeyPair;
import dev.keyflux.aws.KeyPairClient;
import dev.keyflux.aws.Operation;
import dev.keyflux.key.NamedKey;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The life of one import, from the first request to a proven verdict.
 *
 * <p>{@link #send} asks the region to import the key. A clear answer settles it: {@link #follow} waits for the operation's
 * end. An answer that may hide a success, or a name that is taken, is never taken at its word: {@link #look} asks what
 * the region holds, and only the key's own fingerprint there proves anything. Absence proves little while a request of
 * ours may still be under way, so the key is sent again, which the uniqueness of names makes safe.
 *
 * <p>Steps of one settlement follow one another, so its counts need no locks.
 */
final class Settlement {

    /** How long an operation is followed; past that, only a look can tell. */
    private static final Duration FOLLOW_LIMIT = Duration.ofMinutes(2);

    private static final Duration FOLLOW_LIMIT_AFTER_STOP = Duration.ofSeconds(10);
    /** Looks for a key that the region itself says it has failed to create. */
    private static final int LOOKS_IF_FAILED = 2;

    private final NamedKey key;
    private final KeyPairClient client;
    private final LaneCalls calls;
    private final LaneStatus lane;
    private final Stop stop;
    private final Patience patience;

    private int attempts;
    /** What leaves it open whether a request of ours took effect; null while nothing does. */
    private @Nullable ErrorDetail doubt;
    /** The verdict if the name stays taken; null until the region first says that it is. */
    private @Nullable Verdict taken;
    /** How many times the service has not known the latest operation. */
    private int unfound;

    Settlement(NamedKey key, KeyPairClient client, LaneCalls calls, LaneStatus lane, Stop stop) {
        this.key = key;
        this.client = client;
        this.calls = calls;
        this.lane = lane;
        this.stop = stop;
        this.patience = calls.patience();
    }

    /** Imports the key and proves what came of it. For one subscriber, at once. */
    Mono<Verdict> settle() {
        return send().map(verdict -> verdict.after(attempts));
    }

    private Mono<Verdict> send() {
        var unsent = lane.unsent();
        if (unsent.isPresent()) {
            return mayHaveLanded() ? lastLook(doubt) : Mono.just(taken != null ? taken : unsent.get());
        }
        return calls.onceUnlessClosed(client.importKeyPair(key.name(), key.key().line()), this::haltIfDenied)
                .flatMap(this::weigh)
                .switchIfEmpty(Mono.defer(this::send));
    }

    /** At once, before the permit of this call lets another key of the lane go the same way. */
    private void haltIfDenied(Failure failure) {
        if (failure.kind() == FailureKind.DENIED) {
            lane.halt(ErrorDetail.of(failure));
        }
    }

    private Mono<Verdict> weigh(Reply<Operation> reply) {
        if (reply instanceof Reply.Answer<Operation> answer) {
            attempts++;
            unfound = 0;
            return follow(answer.value(), mayHaveLanded(), 0, Duration.ZERO);
        }
        var failure = ((Reply.Failed<Operation>) reply).failure();
        return switch (failure.kind()) {
            // Throttled calls go out again and again: the lane was closed under this one.
            case THROTTLED -> send();
            case SETUP_IN_PROGRESS, SESSION_THROTTLED, UNREACHABLE -> sendAgain(failure);
            case AMBIGUOUS -> {
                attempts++;
                doubt = ErrorDetail.of(failure);
                yield look(Outcome.RECONCILED, () -> sendAgain(failure));
            }
            case NAME_EXISTS -> {
                attempts++;
                yield lookForTaken(failure);
            }
            case UNRECOGNIZED -> {
                attempts++;
                var error = ErrorDetail.of(failure);
                var earlier = mayHaveLanded();
                doubt = error;
                yield earlier ? lastLook(error) : failedUnlessShown(error, LaneCalls.LOOKS);
            }
            case REFUSED, NOT_FOUND -> {
                attempts++;
                yield mayHaveLanded() ? lastLook(ErrorDetail.of(failure)) : failed(ErrorDetail.of(failure));
            }
            case DENIED, STALE_SIGNATURE -> {
                attempts++;
                var error = ErrorDetail.of(failure);
                lane.halt(error);
                yield mayHaveLanded() ? lastLook(error) : Mono.just(Verdict.of(Outcome.DENIED, error));
            }
        };
    }

    private Mono<Verdict> sendAgain(Failure failure) {
        var delay = patience.afterFailure(failure.kind());
        return delay.isPresent() ? calls.pause(delay.get(), patience).then(Mono.defer(this::send)) : giveUp(failure);
    }

    private Mono<Verdict> giveUp(Failure failure) {
        var error = ErrorDetail.of(failure);
        if (failure.kind() != FailureKind.AMBIGUOUS) {
            // No fault of the key's: the region cannot be reached, or is never ready.
            lane.halt(error);
        }
        if (mayHaveLanded()) {
            return lastLook(error);
        }
        return failure.kind() == FailureKind.SETUP_IN_PROGRESS
                ? Mono.just(Verdict.of(Outcome.DENIED, error))
                : failed(error);
    }

    /**
     * Follows an operation to its end.
     *
     * @param earlier whether a request before the one that began it may have taken effect, or may do so yet
     */
    private Mono<Verdict> follow(Operation operation, boolean earlier, int polls, Duration followed) {
        if (operation.succeeded()) {
            return Mono.just(Verdict.of(Outcome.IMPORTED).or(operation));
        }
        doubt = unfinished(operation);
        if (operation.failed()) {
            var error = operationFailed(operation);
            var verdict =
                    earlier || !operation.tellsFailure() ? lastLook(error) : failedUnlessShown(error, LOOKS_IF_FAILED);
            return verdict.map(proven -> proven.or(operation));
        }
        var limit = stop.requested() ? FOLLOW_LIMIT_AFTER_STOP : FOLLOW_LIMIT;
        var id = operation.id();
        if (id == null || followed.compareTo(limit) >= 0) {
            return lastLook(unfinished(operation)).map(verdict -> verdict.or(operation));
        }
        var delay = calls.pollDelay(polls + 1);
        return calls.wait(delay)
                .then(Mono.defer(() -> calls.patiently(client.operation(id))))
                .flatMap(reply -> reply instanceof Reply.Answer<Operation> answer
                        ? follow(answer.value(), earlier, polls + 1, followed.plus(delay))
                        : lostTrack(
                                        ((Reply.Failed<Operation>) reply).failure(),
                                        () -> follow(operation, earlier, polls + 1, followed.plus(delay)))
                                .map(verdict -> verdict.or(operation)));
    }

    /**
     * The service does not know the operation, or does not tell.
     *
     * @param ask asks for it once more, since one that has just begun may take seconds to be known, as a key pair may
     */
    private Mono<Verdict> lostTrack(Failure failure, Supplier<Mono<Verdict>> ask) {
        return look(Outcome.RECONCILED, () -> {
            if (failure.kind() != FailureKind.NOT_FOUND) {
                return lastLook(ErrorDetail.of(failure));
            }
            return ++unfound < LaneCalls.LOOKS ? ask.get() : sendAgain(vanished());
        });
    }

    /** Asks what the region holds under the key's name; where that is nothing, goes on with {@code ifAbsent}. */
    private Mono<Verdict> look(Outcome ifSame, Supplier<Mono<Verdict>> ifAbsent) {
        return Mono.defer(() -> calls.patiently(client.keyPair(key.name()))).flatMap(reply -> {
            if (reply instanceof Reply.Answer<KeyPair> answer) {
                return Mono.just(Evidence.of(key, answer.value(), ifSame));
            }
            var failure = ((Reply.Failed<KeyPair>) reply).failure();
            return failure.kind() == FailureKind.NOT_FOUND ? ifAbsent.get() : blind(failure);
        });
    }

    /** The region does not let us look. */
    private Mono<Verdict> blind(Failure failure) {
        var error = ErrorDetail.of(failure);
        if (isOfTheTarget(failure.kind())) {
            lane.halt(error);
        }
        if (mayHaveLanded()) {
            return Mono.just(Verdict.of(Outcome.UNKNOWN, error));
        }
        return failure.kind() == FailureKind.DENIED ? Mono.just(Verdict.of(Outcome.DENIED, error)) : failed(error);
    }

    /** Whether other keys of the lane will fare no better than one that could not be looked at for this. */
    private boolean isOfTheTarget(FailureKind lookFailed) {
        return switch (lookFailed) {
            case DENIED, STALE_SIGNATURE, UNREACHABLE, SETUP_IN_PROGRESS, SESSION_THROTTLED -> true;
            case AMBIGUOUS -> calls.areReadsHopeless();
            case REFUSED, UNRECOGNIZED, THROTTLED, NAME_EXISTS, NOT_FOUND -> false;
        };
    }

    /** The region says that the name is taken: maybe by an earlier request of ours, whose key pair it does not show yet. */
    private Mono<Verdict> lookForTaken(Failure nameExists) {
        if (mayHaveLanded()) {
            return lastLook(Evidence.heldByNobodyShown(nameExists.message()));
        }
        var verdict = Evidence.heldByOtherResource(nameExists.message());
        if (taken != null) {
            return look(Outcome.ALREADY_PRESENT, () -> Mono.just(verdict));
        }
        taken = verdict;
        // Only the region can tell whether the name is taken still: what had it may be gone since.
        return lookRepeatedly(Outcome.ALREADY_PRESENT, 1, LaneCalls.LOOKS, this::send);
    }

    /** Nothing will be sent any more: what the region shows now is the last word. */
    private Mono<Verdict> lastLook(@Nullable ErrorDetail why) {
        var unknown = new Verdict(Outcome.UNKNOWN, null, 0, null, why);
        return lookRepeatedly(Outcome.RECONCILED, 1, LaneCalls.LOOKS, () -> Mono.just(unknown));
    }

    /**
     * The region says that the key was not created: believed after so many looks, the more the less is known of why it says
     * so.
     */
    private Mono<Verdict> failedUnlessShown(ErrorDetail error, int looks) {
        return lookRepeatedly(Outcome.RECONCILED, 1, looks, () -> failed(error));
    }

    /** From the {@code look}th look on, looks a little later each time; absence is believed after so many {@code looks}. */
    private Mono<Verdict> lookRepeatedly(Outcome ifSame, int look, int looks, Supplier<Mono<Verdict>> ifAbsent) {
        return look(
                ifSame,
                () -> look >= looks
                        ? ifAbsent.get()
                        : calls.wait(calls.lookDelay(look))
                                .then(Mono.defer(() -> lookRepeatedly(ifSame, look + 1, looks, ifAbsent))));
    }

    private boolean mayHaveLanded() {
        return doubt != null;
    }

    private static Mono<Verdict> failed(ErrorDetail error) {
        return Mono.just(Verdict.of(Outcome.FAILED, error));
    }

    private static ErrorDetail operationFailed(Operation operation) {
        var code = operation.errorCode();
        var details = operation.errorDetails();
        return new ErrorDetail(
                code == null || code.isBlank() ? "OperationFailed" : code,
                details == null || details.isBlank() ? "the operation ended as " + operation.status() : details,
                null);
    }

    private static ErrorDetail unfinished(Operation operation) {
        return new ErrorDetail(
                "OperationUnfinished",
                "the operation had not ended when it was last seen, as " + operation.status(),
                null);
    }

    private static Failure vanished() {
        return new Failure(
                FailureKind.AMBIGUOUS, "OperationVanished", "the service no longer knows the operation it began", null);
    }
}
