package dev.keyflux.cli;

import java.io.Serial;

/** The command line asks for something that cannot be done as it stands. Nothing was done. */
final class UsageException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }

    UsageException(String message, Throwable cause) {
        super(message, cause);
    }
}
