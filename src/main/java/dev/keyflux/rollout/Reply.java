package dev.keyflux.rollout;

import dev.keyflux.aws.CallFailedException;
import dev.keyflux.aws.Failure;
import reactor.core.publisher.Mono;

/** What came of one call: an answer, or a failure, as a value to switch on. */
sealed interface Reply<T> {

    /** The service answered. */
    record Answer<T>(T value) implements Reply<T> {}

    /** It did not, or it refused. */
    record Failed<T>(Failure failure) implements Reply<T> {}

    /** The call with its failure turned into a value; any other error remains one. */
    static <T> Mono<Reply<T>> of(Mono<T> call) {
        return call.<Reply<T>>map(Answer::new)
                .onErrorResume(CallFailedException.class, error -> Mono.just(new Failed<>(error.failure())));
    }
}
