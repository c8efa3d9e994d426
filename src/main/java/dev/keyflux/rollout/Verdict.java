package dev.keyflux.rollout;

import dev.keyflux.aws.Operation;
import org.jspecify.annotations.Nullable;

/** What was established about one key in one target, before it is dressed as an {@link ImportResult}. */
record Verdict(
        Outcome outcome,
        @Nullable HeldBy heldBy,
        int attempts,
        @Nullable Operation operation,
        @Nullable ErrorDetail error) {

    static Verdict of(Outcome outcome) {
        return new Verdict(outcome, null, 0, null, null);
    }

    static Verdict of(Outcome outcome, ErrorDetail error) {
        return new Verdict(outcome, null, 0, null, error);
    }

    static Verdict conflict(HeldBy heldBy, ErrorDetail error) {
        return new Verdict(Outcome.CONFLICT, heldBy, 0, null, error);
    }

    Verdict after(int attempts) {
        return new Verdict(outcome, heldBy, attempts, operation, error);
    }

    /** With the operation that led here, unless a later one did. */
    Verdict or(@Nullable Operation earlier) {
        return operation == null ? new Verdict(outcome, heldBy, attempts, earlier, error) : this;
    }
}
