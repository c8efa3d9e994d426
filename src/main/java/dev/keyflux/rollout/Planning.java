package dev.keyflux.rollout;

import dev.keyflux.aws.Failure;
import dev.keyflux.aws.FailureKind;
import dev.keyflux.aws.KeyPair;
import dev.keyflux.aws.KeyPairReader;
import dev.keyflux.key.NamedKey;
import java.util.Set;
import reactor.core.publisher.Mono;

/** Tells what an import would do, from what each target holds. Has nothing to write with. */
final class Planning implements LaneWork {

    private final KeyPairReader reader;

    Planning(KeyPairReader reader) {
        this.reader = reader;
    }

    @Override
    public Mono<Settler> begin(LaneCalls calls, LaneStatus lane) {
        return Survey.take(calls, reader)
                .flatMap(reply -> reply instanceof Reply.Answer<Survey> answer
                        ? Survey.names(calls, reader).map(names -> settler(answer.value(), names, calls, lane))
                        : Mono.just(LaneWork.refuse(lane, ((Reply.Failed<Survey>) reply).failure())));
    }

    /** Who may list key pairs but not names in use gets a plan that does not foresee names held by other resources. */
    private Settler settler(Survey survey, Reply<Set<String>> names, LaneCalls calls, LaneStatus lane) {
        if (names instanceof Reply.Answer<Set<String>> answer) {
            return key -> judge(key, survey, answer.value(), calls, lane);
        }
        var failure = ((Reply.Failed<Set<String>>) names).failure();
        return failure.kind() == FailureKind.DENIED
                ? key -> judge(key, survey, Set.of(), calls, lane)
                : LaneWork.refuse(lane, failure);
    }

    private Mono<Verdict> judge(NamedKey key, Survey survey, Set<String> namesInUse, LaneCalls calls, LaneStatus lane) {
        return survey.keyPair(key.name())
                .map(pair -> Evidence.of(key, pair, Outcome.ALREADY_PRESENT))
                // A stop may have cut the listings short: what they do not show is not known to be absent.
                .or(lane::unsent)
                .map(Mono::just)
                .orElseGet(() -> namesInUse.contains(key.name())
                        ? lookForTaken(key, 1, calls, lane)
                        : Mono.just(Verdict.of(Outcome.WOULD_IMPORT)));
    }

    /** A name in use that was no key pair's: it may have become one's between the two listings. */
    private Mono<Verdict> lookForTaken(NamedKey key, int look, LaneCalls calls, LaneStatus lane) {
        return calls.patientlyUnlessClosed(reader.keyPair(key.name()))
                .flatMap(reply -> {
                    if (reply instanceof Reply.Answer<KeyPair> answer) {
                        return Mono.just(Evidence.of(key, answer.value(), Outcome.ALREADY_PRESENT));
                    }
                    var failure = ((Reply.Failed<KeyPair>) reply).failure();
                    if (failure.kind() != FailureKind.NOT_FOUND) {
                        return Mono.just(unread(failure, lane));
                    }
                    return look >= LaneCalls.LOOKS
                            ? Mono.just(Evidence.heldByOtherResource("it is among the names in use"))
                            : calls.pause(calls.lookDelay(look))
                                    .then(Mono.defer(() -> lookForTaken(key, look + 1, calls, lane)));
                })
                .switchIfEmpty(LaneWork.unsent(lane).settle(key));
    }

    private static Verdict unread(Failure failure, LaneStatus lane) {
        var outcome = LaneWork.unread(failure);
        var unread = Verdict.of(outcome, ErrorDetail.of(failure));
        // A stop may have cut the look short.
        return outcome == Outcome.FAILED ? lane.unsent().orElse(unread) : unread;
    }
}
