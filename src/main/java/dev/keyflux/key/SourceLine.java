package dev.keyflux.key;

/**
 * A place in a source, as error messages and reports show it.
 *
 * @param path the file's path as the user gave it, {@code -} for standard input, or any label of the embedder's
 * @param line the line, from 1
 */
public record SourceLine(String path, int line) {

    /** {@code path:line}. */
    @Override
    public String toString() {
        return path + ":" + line;
    }
}
