package dev.keyflux.cli;

import dev.keyflux.key.FileTrouble;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Standard output, which remembers what went wrong: a {@link PrintStream} tells only that something did, and only who
 * asks. UTF-8 whatever the locale says, so that a report is the same bytes everywhere.
 */
final class ResultStream extends PrintStream {

    private final Destination destination;

    private ResultStream(Destination destination) {
        super(new BufferedOutputStream(destination), false, StandardCharsets.UTF_8);
        this.destination = destination;
    }

    static ResultStream to(OutputStream out) {
        return new ResultStream(new Destination(out));
    }

    /**
     * Hands on all that was printed, and tells what kept results from arriving. A reader that went away, as with {@code
     * keyflux keys . | head}, is no trouble: it has read all that it wanted.
     */
    Optional<OutputFailedException> trouble() {
        flush();
        var failure = destination.failure;
        return failure == null || isReaderGone(failure)
                ? Optional.empty()
                : Optional.of(new OutputFailedException(
                        "standard output: " + FileTrouble.of(failure) + "; results are missing from it", failure));
    }

    /** Java has no exception of its own for EPIPE; most languages of the C library say pipe, and so does Windows. */
    private static boolean isReaderGone(IOException failure) {
        var message = failure.getMessage();
        return message != null && message.toLowerCase(Locale.ROOT).contains("pipe");
    }

    private static final class Destination extends FilterOutputStream {

        private volatile @Nullable IOException failure;

        Destination(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                failure = failure == null ? e : failure;
                throw e;
            }
        }
    }
}
