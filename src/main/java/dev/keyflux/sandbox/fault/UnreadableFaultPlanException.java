package dev.keyflux.sandbox.fault;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A text is no fault plan. The message is one line: {@code line 7: rules[1].fault.stage: 'midway' is none of …}. */
public final class UnreadableFaultPlanException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    UnreadableFaultPlanException(int line, String field, @Nullable String trouble, @Nullable Throwable cause) {
        super("line " + line + ": " + (field.isEmpty() ? "" : field + ": ") + trouble, cause);
    }
}
