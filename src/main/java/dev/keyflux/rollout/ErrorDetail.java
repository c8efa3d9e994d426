package dev.keyflux.rollout;

import dev.keyflux.aws.Failure;
import org.jspecify.annotations.Nullable;

/**
 * Why an outcome is bad, or a lane was halted.
 *
 * @param code the service's own code, for example {@code AccessDeniedException}, or one of Keyflux's: of what was not
 *     sent {@code Stopped}, {@code Deadline} and {@code Cancelled}, of operations {@code OperationFailed}, {@code
 *     OperationUnfinished} and {@code OperationVanished}, else those of {@link Failure#code()}
 * @param message what happened, for people
 * @param requestId the service's id of the request; null if there is none
 */
public record ErrorDetail(
        String code, String message, @Nullable String requestId) {

    static ErrorDetail of(Failure failure) {
        return new ErrorDetail(failure.code(), failure.message(), failure.requestId());
    }
}
