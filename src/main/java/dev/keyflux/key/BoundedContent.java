package dev.keyflux.key;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads content up to a limit that no key file reaches, so that endless files and streams end. */
final class BoundedContent {

    static final int MAX_BYTES = 16 * 1024 * 1024;
    static final String TOO_LARGE = "larger than 16 MiB, which no key file is: name the key files themselves";

    private static final int CHUNK = 8192;

    private BoundedContent() {}

    /** The content, a character for each byte; empty if there is more than {@link #MAX_BYTES} of it. */
    static Optional<String> read(InputStream in) throws IOException {
        var content = new ByteArrayOutputStream(CHUNK);
        var chunk = new byte[CHUNK];
        // Plain reads only: the stream classes' own readNBytes asks files for their position, which pipes have not.
        for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
            content.write(chunk, 0, count);
            if (content.size() > MAX_BYTES) {
                return Optional.empty();
            }
        }
        return Optional.of(content.toString(StandardCharsets.ISO_8859_1));
    }
}
