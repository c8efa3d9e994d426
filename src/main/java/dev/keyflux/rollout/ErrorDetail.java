package dev.keyflux.rollout;

import dev.keyflux.aws.Failure;
import org.jspecify.annotations.Nullable;

/**
 * Why an outcome is bad, or a lane was halted.
 *
 * @param code the service's own code, for example {@code AccessDeniedException}, or one of Keyflux's: for keys not
 *     sent {@code Stopped}, {@code Deadline} or {@code Cancelled}, for operations {@code OperationFailed}, {@code
 *     OperationUnfinished} or {@code OperationVanished}, else one of {@link Failure#code()}
 * @param message what happened, for people
 * @param requestId the service's id of the request; null if there is none
 */
public record ErrorDetail(
        String code, String message, @Nullable String requestId) {

    static ErrorDetail of(Failure failure) {
        return new ErrorDetail(failure.code(), failure.message(), failure.requestId());
    }
}
