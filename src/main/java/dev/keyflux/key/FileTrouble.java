package dev.keyflux.key;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;

/** Says in words what is wrong with a file; the messages of Java's own exceptions are often no more than its path. */
public final class FileTrouble {

    private FileTrouble() {}

    /** As {@link #of(IOException)}, of the cause. */
    public static String of(UncheckedIOException trouble) {
        var cause = trouble.getCause();
        return cause == null ? trouble.toString() : of(cause);
    }

    /** Why a text is no path: mostly because the locale, by which Java encodes file names, lacks its characters. */
    public static String of(InvalidPathException trouble) {
        return of(trouble, Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8")));
    }

    static String of(InvalidPathException trouble, Charset ofNames) {
        return ofNames.newEncoder().canEncode(trouble.getInput())
                ? "not a path: " + trouble.getReason()
                : "the locale cannot show this name: run under one of UTF-8, for example with LC_ALL=C.UTF-8";
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
