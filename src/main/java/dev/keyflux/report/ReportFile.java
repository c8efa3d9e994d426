package dev.keyflux.report;

import dev.keyflux.key.FileTrouble;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A file that is to hold a report, in the format that its name's ending asks for. Only {@code .json} is known.
 *
 * @param path where the report goes
 */
public record ReportFile(Path path) {

    /** As many as Linux follows. */
    private static final int MAX_LINKS = 40;

    /**
     * Checks the ending.
     *
     * @throws IllegalArgumentException if no format goes by the ending
     */
    public ReportFile {
        var name = path.getFileName();
        if (name == null || !name.toString().toLowerCase(Locale.ROOT).endsWith(".json")) {
            throw wrong(path, "the name must end in .json", null);
        }
    }

    /**
     * Finds out early what would keep {@link #write} from succeeding after a long run. Touches nothing.
     *
     * @throws IllegalArgumentException if the folder is missing or not writable, or the path is a folder or no path that
     *     a file could have
     */
    public void check() {
        if (Files.isDirectory(path)) {
            throw wrong(path, "is a folder", null);
        }
        if (isStream(path)) {
            return;
        }
        try {
            var place = place(path);
            var folder = folder(place);
            if (!Files.isDirectory(folder)) {
                throw wrong(path, "there is no folder " + folder, null);
            }
            if (!Files.isWritable(folder)) {
                throw wrong(path, "no permission to write in " + folder, null);
            }
            requirePossible(place);
        } catch (IOException e) {
            throw wrong(path, FileTrouble.of(e), e);
        }
    }

    /**
     * Whether the other path leads to the same place once all links are followed, so that one of two files written
     * there would be lost. Nothing need be there yet. A second name of one file (a hard link) is a different place,
     * since {@link #write} replaces only one of them. False if either path leads nowhere, which writing there reports.
     */
    public boolean isSamePlaceAs(Path other) {
        try {
            return realPlace(path).equals(realPlace(other));
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Writes the report to a temporary file beside the path and moves it into place, so that nobody ever reads half a
     * report. Replaces a file that is there; a link stays, and what it leads to is replaced. Into a pipe or a device it
     * is written straight. Blocks.
     *
     * @throws IOException if it cannot be written; no temporary file is left behind
     */
    public void write(RolloutReport report) throws IOException {
        if (isStream(path)) {
            write(report, path, StandardOpenOption.WRITE);
            return;
        }
        var place = place(path);
        // A short name of its own: one made of the report's could be too long where the report's is not.
        var temporary = place.resolveSibling(".keyflux-" + UUID.randomUUID() + ".tmp");
        try {
            write(report, temporary, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
            moveIntoPlace(temporary, place);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static void write(RolloutReport report, Path file, OpenOption... options) throws IOException {
        try (var out = new BufferedOutputStream(Files.newOutputStream(file, options))) {
            JsonReport.write(report, out);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void moveIntoPlace(Path temporary, Path place) throws IOException {
        try {
            Files.move(temporary, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(temporary, place, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Where the path leads in the end, whether or not there is something yet. */
    private static Path place(Path path) throws IOException {
        var place = path.toAbsolutePath();
        for (var links = 0; Files.isSymbolicLink(place); links++) {
            if (links == MAX_LINKS) {
                throw new FileSystemException(path.toString(), null, "too many links, or links that lead in a circle");
            }
            place = place.resolveSibling(Files.readSymbolicLink(place));
        }
        return place;
    }

    /** As {@link #place}, with no link among the folders either. */
    private static Path realPlace(Path path) throws IOException {
        var place = place(path);
        var name = place.getFileName();
        return name == null ? place : folder(place).toRealPath().resolve(name);
    }

    private static Path folder(Path place) {
        var parent = place.getParent();
        return parent == null ? place : parent;
    }

    /**
     * Whether the path is, or leads to, a pipe or a device: to move a file there would take it away from whoever uses it.
     * Links are left to the system to follow, since those to open pipes have a target that is no path.
     */
    private static boolean isStream(Path path) {
        return Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path);
    }

    /** Looks for a file that need not be there; a name that is too long, for example, cannot even be looked for. */
    private static void requirePossible(Path place) throws IOException {
        try {
            Files.readAttributes(place, BasicFileAttributes.class);
        } catch (NoSuchFileException e) {
            // The usual case: it will be made.
        }
    }

    private static IllegalArgumentException wrong(Path path, String why, @Nullable Exception cause) {
        return new IllegalArgumentException("report file '" + path + "': " + why, cause);
    }
}
