package dev.keyflux.cli;

import java.io.Serial;

/**
 * Something that was asked for could not be written. What the run did stands all the same. Where several things could
 * not, the first is thrown and has the others {@linkplain #getSuppressed() suppressed}.
 */
final class OutputFailedException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    OutputFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
