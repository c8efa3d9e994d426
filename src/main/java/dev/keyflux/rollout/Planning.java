package dev.keyflux.rollout;

import dev.keyflux.aws.FailureKind;
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
                        ? Survey.names(calls, reader).map(names -> settler(answer.value(), names, lane))
                        : Mono.just(LaneWork.refuse(lane, ((Reply.Failed<Survey>) reply).failure())));
    }

    /** Who may list key pairs but not names in use gets a plan that does not foresee names held by other resources. */
    private static Settler settler(Survey survey, Reply<Set<String>> names, LaneStatus lane) {
        if (names instanceof Reply.Answer<Set<String>> answer) {
            return key -> Mono.just(judge(key, survey, answer.value(), lane));
        }
        var failure = ((Reply.Failed<Set<String>>) names).failure();
        return failure.kind() == FailureKind.DENIED
                ? key -> Mono.just(judge(key, survey, Set.of(), lane))
                : LaneWork.refuse(lane, failure);
    }

    private static Verdict judge(NamedKey key, Survey survey, Set<String> namesInUse, LaneStatus lane) {
        return survey.keyPair(key.name())
                .map(pair -> Evidence.of(key, pair, Outcome.ALREADY_PRESENT))
                // A stop may have cut the listings short: what they do not show is not known to be absent.
                .or(lane::unsent)
                .orElseGet(() -> namesInUse.contains(key.name())
                        ? Evidence.heldByOtherResource("it is among the names in use")
                        : Verdict.of(Outcome.WOULD_IMPORT));
    }
}
