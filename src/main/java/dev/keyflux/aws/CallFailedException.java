package dev.keyflux.aws;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The one error signal of a call: {@link #failure()} says what it means. */
public final class CallFailedException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    /** Wraps a classified failure; the cause is kept for those who ask. */
    public CallFailedException(Failure failure, @Nullable Throwable cause) {
        // No stack trace: it would show only the reactive plumbing, and failures are an everyday thing here.
        super(failure.code() + ": " + failure.message(), cause, false, false);
        this.failure = failure;
    }

    /** What the failure means. */
    public Failure failure() {
        return failure;
    }
}
