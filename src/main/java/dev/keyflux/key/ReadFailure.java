package dev.keyflux.key;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Says in people's words why a file cannot be read, and what to do. */
final class ReadFailure {

    private ReadFailure() {}

    /** Why {@code path} could not be looked at or opened. */
    static String describe(Path path, IOException failure) {
        // Too many links and no target are told apart differently by every file system; to the user they are one thing.
        if (Files.isSymbolicLink(path) && !Files.exists(path)) {
            return "a link that leads nowhere (its target is missing, or it is a loop): mend or remove it";
        }
        return describe(failure);
    }

    /** Why something without a path could not be read. */
    static String describe(IOException failure) {
        var trouble = FileTrouble.of(failure);
        if (failure instanceof NoSuchFileException) {
            return trouble + ": check the path";
        }
        if (failure instanceof AccessDeniedException) {
            return trouble + ": make it readable for this user";
        }
        return "cannot be read (" + Printable.escape(trouble) + "): check the file and its file system";
    }

    /** The one line that ends a run. */
    static UnreadableSourceException ofNamed(String label, String why, Throwable cause) {
        return new UnreadableSourceException(Printable.escape(label) + ": " + why, cause);
    }
}
