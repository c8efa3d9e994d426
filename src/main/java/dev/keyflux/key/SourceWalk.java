package dev.keyflux.key;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Walks over the inputs and finds their key files, one at a time: folders depth first, in the order of names, which is
 * the same on every system. Links are followed; every real file and folder is visited once in a walk, so loops end.
 */
final class SourceWalk {

    private static final List<String> ENDINGS = List.of(".pub", ".pem", ".rfc4716");

    /** Links and folders on the way to a place: after so many, it is taken for a circle. */
    private static final int MAX_STEPS = 100;

    private final Iterator<KeyInput> inputs;
    private final Deque<Folder> folders = new ArrayDeque<>();
    /** Real path to the number of the input that reached it. */
    private final Map<Path, Integer> visitedFolders = new HashMap<>();
    /** Digests of real paths, since there may be very many; as URIs, which tell names apart that the locale cannot show. */
    private final Set<Long> visitedFiles = new HashSet<>();

    private int input;
    private @Nullable Path root;
    private boolean foundBelowRoot;

    SourceWalk(List<KeyInput> inputs) {
        this.inputs = inputs.iterator();
    }

    /**
     * The next item; empty at the end of all inputs.
     *
     * @throws UnreadableSourceException if an input itself cannot be read, or is a folder without any key file
     */
    Optional<SourceItem> next() {
        while (!folders.isEmpty() || inputs.hasNext()) {
            var item = folders.isEmpty() ? begin(inputs.next()) : proceed(folders.element());
            if (item.isPresent()) {
                return item;
            }
        }
        return Optional.empty();
    }

    private Optional<SourceItem> begin(KeyInput next) {
        input++;
        if (next instanceof KeyInput.OfStream stream) {
            return Optional.of(new SourceItem.Keys(
                    stream.label(), true, () -> stream.open().get()));
        }
        return begin(((KeyInput.OfPath) next).path());
    }

    private Optional<SourceItem> begin(Path path) {
        if (path.toString().isEmpty()) {
            // Java takes it for the current folder; more likely it is a shell variable that was never set.
            throw new UnreadableSourceException("an empty path: name a file, a folder, or - for standard input", null);
        }
        try {
            var attributes = Files.readAttributes(path, BasicFileAttributes.class);
            if (attributes.isDirectory()) {
                root = path;
                foundBelowRoot = false;
                enter(path);
                return Optional.empty();
            }
            if (attributes.isRegularFile()) {
                return file(path, attributes, true);
            }
        } catch (IOException e) {
            throw ReadFailure.ofNamed(path.toString(), ReadFailure.describe(path, e), e);
        }
        if (OpenPipe.isAt(path)) {
            return Optional.of(new SourceItem.Keys(path.toString(), true, () -> Files.newInputStream(path)));
        }
        throw new UnreadableSourceException(
                Printable.escape(path.toString())
                        + ": a FIFO, socket or device, no file: name a file, or - and feed it to standard input",
                null);
    }

    private Optional<SourceItem> proceed(Folder folder) {
        var name = folder.left.poll();
        if (name != null) {
            return visit(folder.path.resolve(name));
        }
        folders.remove();
        if (folders.isEmpty() && !foundBelowRoot) {
            throw new UnreadableSourceException(
                    Printable.escape(String.valueOf(root))
                            + ": a folder without any key file (*.pub, authorized_keys*, *.pem, *.rfc4716): check the"
                            + " path, or name the files themselves",
                    null);
        }
        return Optional.empty();
    }

    private Optional<SourceItem> visit(Path path) {
        boolean folder = false;
        try {
            var attributes = Files.readAttributes(path, BasicFileAttributes.class);
            folder = attributes.isDirectory();
            if (folder) {
                enter(path);
                return Optional.empty();
            }
            if (!isKeyFile(path)) {
                return Optional.empty();
            }
            foundBelowRoot = true;
            return attributes.isRegularFile()
                    ? file(path, attributes, false)
                    : refuse(path, RejectionReason.UNREADABLE, "a FIFO, socket or device, no file: remove it");
        } catch (IOException e) {
            // What leads nowhere is left alone; but what cannot be looked at could be a folder of keys.
            if (!folder && !isKeyFile(path) && leadsNowhere(path, e)) {
                return Optional.empty();
            }
            foundBelowRoot = true;
            return refuse(path, RejectionReason.UNREADABLE, ReadFailure.describe(path, e));
        }
    }

    /** Whether there is nothing: no file, or a link to none, below a file, or in a circle. */
    private static boolean leadsNowhere(Path path, IOException failure) {
        try {
            return failure instanceof NoSuchFileException
                    || (!(failure instanceof AccessDeniedException) && isDeadLink(path));
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether a path that cannot be reached ends below a file or in a circle; Java tells that in the locale's words only. */
    private static boolean isDeadLink(Path path) throws IOException {
        var place = path.toAbsolutePath();
        for (var step = 0; step < MAX_STEPS; step++) {
            if (Files.isSymbolicLink(place)) {
                place = place.resolveSibling(Files.readSymbolicLink(place));
                continue;
            }
            var above = place.getParent();
            if (above == null || Files.isDirectory(above)) {
                return false;
            }
            if (Files.exists(above)) {
                return true;
            }
            place = above;
        }
        return true;
    }

    private Optional<SourceItem> file(Path path, BasicFileAttributes attributes, boolean named) throws IOException {
        if (!visitedFiles.add(Digest64.of(path.toRealPath().toUri().toString()))) {
            return Optional.empty();
        }
        if (attributes.size() > BoundedContent.MAX_BYTES) {
            return refuse(path, RejectionReason.TOO_LARGE, BoundedContent.TOO_LARGE);
        }
        SourceItem.Opening opening = () -> Files.newInputStream(path);
        return Optional.of(
                named && isManifest(path)
                        ? new SourceItem.ManifestFile(path.toString(), path.resolveSibling(""), opening)
                        : new SourceItem.Keys(path.toString(), named, opening));
    }

    private void enter(Path folder) throws IOException {
        var earlier = visitedFolders.putIfAbsent(folder.toRealPath(), input);
        if (earlier != null && earlier < input) {
            // What is in there was taken or refused already: this input did not come to nothing.
            foundBelowRoot = true;
        }
        folders.push(earlier == null ? Folder.list(folder) : new Folder(folder, new ArrayDeque<>()));
    }

    /** A folder and the names in it that are yet to be visited: of a large one, no more than that is held. */
    private record Folder(Path path, Queue<Path> left) {

        static Folder list(Path path) throws IOException {
            var names = new ArrayList<Path>();
            try (var stream = Files.newDirectoryStream(path)) {
                stream.forEach(child -> names.add(child.getFileName()));
            } catch (DirectoryIteratorException e) {
                throw e.getCause();
            }
            // Names that the locale cannot show look alike, but are not.
            names.sort(Comparator.comparing(Path::toString).thenComparing(Comparator.naturalOrder()));
            return new Folder(path, new ArrayDeque<>(names));
        }
    }

    private static boolean isKeyFile(Path path) {
        var name = String.valueOf(path.getFileName());
        return ENDINGS.stream().anyMatch(name::endsWith) || name.startsWith("authorized_keys");
    }

    private static boolean isManifest(Path path) {
        return String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT).endsWith(".csv");
    }

    private static Optional<SourceItem> refuse(Path path, RejectionReason reason, String message) {
        return Optional.of(
                new SourceItem.Refused(new RejectedKey(new SourceLine(path.toString(), 1), reason, message)));
    }
}
