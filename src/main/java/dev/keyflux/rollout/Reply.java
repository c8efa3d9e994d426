package dev.keyflux.rollout;

import dev.keyflux.aws.Failure;

/** What came of one call: an answer, or a failure, as a value to switch on. */
sealed interface Reply<T> {

    /** The service answered. */
    record Answer<T>(T value) implements Reply<T> {}

    /** It did not, or it refused. */
    record Failed<T>(Failure failure) implements Reply<T> {}
}
