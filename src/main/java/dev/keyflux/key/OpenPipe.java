package dev.keyflux.key;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Tells a pipe that this process was given, such as a shell's {@code <(command)}, from a FIFO in the file system. Both
 * are "other" files, but only opening a FIFO waits for somebody to write to it, perhaps forever.
 */
final class OpenPipe {

    private static final int MAX_LINKS = 8;

    private OpenPipe() {}

    /**
     * Whether the path leads to an anonymous pipe. Linux shows these in {@code /proc/self/fd} as links to {@code
     * pipe:[INODE]}; elsewhere the answer is no.
     */
    static boolean isAt(Path path) {
        var at = path;
        try {
            for (int i = 0; i < MAX_LINKS && Files.isSymbolicLink(at); i++) {
                var target = Files.readSymbolicLink(at);
                if (target.toString().startsWith("pipe:[")) {
                    return true;
                }
                at = at.resolveSibling(target);
            }
        } catch (IOException e) {
            return false;
        }
        return false;
    }
}
