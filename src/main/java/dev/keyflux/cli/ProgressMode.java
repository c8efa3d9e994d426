package dev.keyflux.cli;

import java.util.Locale;

/** How a run shows that it moves. */
enum ProgressMode {
    AUTO,
    PLAIN,
    NONE;

    /** As it is typed. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads it; picocli's own reading would show the names of constants. */
    static final class Converter extends WordConverter<ProgressMode> {

        Converter() {
            super(values());
        }
    }
}
