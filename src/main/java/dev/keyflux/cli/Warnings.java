package dev.keyflux.cli;

import dev.keyflux.key.KeyWarning;
import java.util.List;

/** Tells on standard error what people should know before a run; standard output and the exit code stay as they are. */
final class Warnings {

    private static final int SHOWN = 20;

    private Warnings() {}

    static void tell(String warning, Terminal terminal) {
        terminal.err().println("keyflux: warning: " + warning);
        terminal.err().flush();
    }

    static void tell(List<KeyWarning> warnings, Terminal terminal) {
        var err = terminal.err();
        warnings.stream().limit(SHOWN).forEach(warning -> err.println("keyflux: warning: " + warning.message()));
        if (warnings.size() > SHOWN) {
            err.println("keyflux: ... and " + (warnings.size() - SHOWN) + " more warnings");
        }
        err.flush();
    }
}
