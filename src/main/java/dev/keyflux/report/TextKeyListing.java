package dev.keyflux.report;

import dev.keyflux.key.NamedKey;
import dev.keyflux.key.Printable;
import dev.keyflux.key.RejectedKey;
import dev.keyflux.rollout.Outcome.Standing;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** A table for people. Its columns are as wide as most keys need, since the rows to come are not known yet. */
public final class TextKeyListing implements KeyListing {

    private final PrintStream out;
    private final Colours colours;
    private long keys;

    /** Lists to {@code out}, with ANSI colours if {@code coloured}. */
    public TextKeyListing(PrintStream out, boolean coloured) {
        this.out = out;
        this.colours = new Colours(coloured);
    }

    @Override
    public void key(NamedKey named) {
        if (keys++ == 0) {
            out.print(colours.heading(row("NAME", "TYPE", "BITS", "FINGERPRINT", "VERDICT")));
        }
        var key = named.key();
        out.print(row(
                Printable.escape(named.name()),
                key.type().wireName(),
                Integer.toString(key.bits()),
                key.fingerprint(),
                colours.of(Standing.GOOD, "good")));
    }

    @Override
    public void end(List<RejectedKey> rejected) {
        if (!rejected.isEmpty()) {
            out.println(colours.heading((keys > 0 ? "\n" : "") + "REJECTED"));
        }
        for (var entry : rejected) {
            out.println(Printable.escape(entry.source().toString()) + ": "
                    + colours.of(Standing.BAD, entry.reason().wireName()) + ": "
                    + Printable.escape(entry.message()));
        }
        out.println(
                "\n" + Figures.count(keys, "key", "keys") + " good, " + Figures.count(rejected.size()) + " rejected");
        out.flush();
    }

    private static String row(String name, String type, String bits, String fingerprint, String verdict) {
        return String.format(Locale.ROOT, "%-24s  %-11s  %5s  %-50s  %s\n", name, type, bits, fingerprint, verdict);
    }
}
