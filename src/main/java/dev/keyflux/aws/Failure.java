package dev.keyflux.aws;

import org.jspecify.annotations.Nullable;

/**
 * Why a call failed.
 *
 * @param kind what it means
 * @param code the service's own code, for example {@code NameExists} or {@code ThrottlingException}; else one of Keyflux's
 *     own. Of a connection: {@code ConnectionFailed}, {@code UnknownHost}, {@code TlsFailed}, {@code ProxyFailed}, {@code
 *     NoConnection}. Of an answer: {@code Timeout}, {@code ConnectionLost}, {@code NoAnswer}, {@code UnreadableAnswer}, or
 *     {@code HTTP} and a status. Before any call: {@code NoCredentials}, {@code BadCredentials}, {@code BadSettings}, {@code
 *     ClientsClosed}
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
