package dev.keyflux.key;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Says in words what is wrong with a file; the messages of Java's own exceptions are often no more than its path. */
public final class FileTrouble {

    private FileTrouble() {}

    /** As {@link #of(IOException)}, of the cause. */
    public static String of(UncheckedIOException trouble) {
        var cause = trouble.getCause();
        return cause == null ? trouble.toString() : of(cause);
    }

    /** A few words without the file's name, for example {@code no such file or folder}. */
    public static String of(IOException trouble) {
        if (trouble instanceof NoSuchFileException) {
            return "no such file or folder";
        }
        if (trouble instanceof AccessDeniedException) {
            return "permission denied";
        }
        var reason = trouble instanceof FileSystemException system ? system.getReason() : trouble.getMessage();
        return reason == null ? trouble.getClass().getSimpleName() : reason;
    }
}
