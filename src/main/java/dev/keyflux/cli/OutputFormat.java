package dev.keyflux.cli;

import java.util.Locale;

/** What standard output is to be. */
enum OutputFormat {
    TEXT,
    JSON;

    /** As it is typed. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads it; picocli's own reading would show the names of constants. */
    static final class Converter extends WordConverter<OutputFormat> {

        Converter() {
            super(values());
        }
    }
}
