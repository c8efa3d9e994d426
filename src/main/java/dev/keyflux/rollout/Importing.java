package dev.keyflux.rollout;

import dev.keyflux.aws.KeyPairClient;
import dev.keyflux.key.NamedKey;
import reactor.core.publisher.Mono;

/** Makes the keys present: what the survey shows settles a key without a write, any other key is sent. */
final class Importing implements LaneWork {

    private final KeyPairClient client;
    private final Stop stop;

    Importing(KeyPairClient client, Stop stop) {
        this.client = client;
        this.stop = stop;
    }

    @Override
    public Mono<Settler> begin(LaneCalls calls, LaneStatus lane) {
        return Survey.take(calls, client)
                .map(reply -> reply instanceof Reply.Answer<Survey> answer
                        ? key -> settle(key, answer.value(), calls, lane)
                        : LaneWork.refuse(lane, ((Reply.Failed<Survey>) reply).failure()));
    }

    private Mono<Verdict> settle(NamedKey key, Survey survey, LaneCalls calls, LaneStatus lane) {
        return survey.keyPair(key.name())
                .map(pair -> Mono.just(Evidence.of(key, pair, Outcome.ALREADY_PRESENT)))
                .orElseGet(() -> new Settlement(key, client, calls, lane, stop).settle());
    }
}
