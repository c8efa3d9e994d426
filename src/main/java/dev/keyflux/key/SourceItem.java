package dev.keyflux.key;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** What a walk over the inputs comes upon. */
sealed interface SourceItem {

    /** Something to read. */
    sealed interface Openable extends SourceItem {

        /** How reports name it. */
        String label();

        /** Whether the user named it, so that the whole run depends on its being readable. */
        boolean named();

        /** Opens it, at most once. */
        Opening opening();
    }

    /** A file or stream of keys. */
    record Keys(String label, boolean named, Opening opening) implements Openable {}

    /** A manifest; its files' paths are relative to {@code folder}. Only the user names one. */
    record ManifestFile(String label, Path folder, Opening opening) implements Openable {

        @Override
        public boolean named() {
            return true;
        }
    }

    /** Something found in a folder that is refused unopened. */
    record Refused(RejectedKey entry) implements SourceItem {}

    /** Opens a file or stream. */
    @FunctionalInterface
    interface Opening {

        InputStream open() throws IOException;
    }
}
