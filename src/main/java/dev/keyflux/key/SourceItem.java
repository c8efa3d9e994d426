package dev.keyflux.key;

import java.io.IOException;
import java.io.InputStream;

/** What a walk over the inputs comes upon. */
sealed interface SourceItem {

    /**
     * Something to read.
     *
     * @param label how reports name it
     * @param named whether the user named it, so that the whole run depends on its being readable
     * @param opening opens it, at most once
     */
    record Openable(String label, boolean named, Opening opening) implements SourceItem {}

    /** Something found in a folder that is refused unopened. */
    record Refused(RejectedKey entry) implements SourceItem {}

    /** Opens a file or stream. */
    @FunctionalInterface
    interface Opening {
        InputStream open() throws IOException;
    }
}
