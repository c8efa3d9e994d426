package dev.keyflux.cli;

import dev.keyflux.key.KeyWarning;
import java.util.List;

/** Tells on standard error what people should know about their keys; standard output and the exit code stay as they are. */
final class Warnings {

    private static final int SHOWN = 20;

    private Warnings() {}

    static void tell(List<KeyWarning> warnings, Terminal terminal) {
        var err = terminal.err();
        warnings.stream().limit(SHOWN).forEach(warning -> err.println("keyflux: warning: " + warning.message()));
        if (warnings.size() > SHOWN) {
            err.println("keyflux: ... and " + (warnings.size() - SHOWN) + " more warnings");
        }
        err.flush();
    }
}
