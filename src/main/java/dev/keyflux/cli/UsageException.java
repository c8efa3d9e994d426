package dev.keyflux.cli;

import java.io.Serial;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The command line asks for something that cannot be done as it stands. Nothing was done. */
final class UsageException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final @Nullable String option;

    UsageException(String message) {
        this(null, message, null);
    }

    UsageException(String message, Throwable cause) {
        this(null, message, cause);
    }

    private UsageException(@Nullable String option, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.option = option;
    }

    /** About an option's value. The message is the option's name and the trouble, as in {@code --port 0: is taken}. */
    static UsageException of(String option, String trouble) {
        return new UsageException(option, option + trouble, null);
    }

    /** As {@link #of(String, String)}, with what told of the trouble. */
    static UsageException of(String option, String trouble, Throwable cause) {
        return new UsageException(option, option + trouble, cause);
    }

    /** The name of the option that the message begins with, if it is about the value of one. */
    Optional<String> option() {
        return Optional.ofNullable(option);
    }
}
