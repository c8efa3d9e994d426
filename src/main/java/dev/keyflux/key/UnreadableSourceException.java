package dev.keyflux.key;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A source that the user named cannot be read at all: it is missing, forbidden, or holds no key file. */
public final class UnreadableSourceException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** A message that names the source and what to do; the cause for those who ask. */
    public UnreadableSourceException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
