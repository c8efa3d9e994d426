package dev.keyflux.aws;

import org.jspecify.annotations.Nullable;

/**
 * Why a call failed.
 *
 * @param kind what it means
 * @param code the service's own code, for example {@code NameExists} or {@code ThrottlingException}; for a failure on the
 *     way a short name of it, for example {@code Timeout}
 * @param message the service's own words, or what happened on the way
 * @param requestId the service's id of the request; null if no answer came
 */
public record Failure(
        FailureKind kind,
        String code,
        String message,
        @Nullable String requestId) {

    /** The same, with another meaning. */
    public Failure as(FailureKind kind) {
        return new Failure(kind, code, message, requestId);
    }
}
