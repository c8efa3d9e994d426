package dev.keyflux.report;

import dev.keyflux.key.NamedKey;
import dev.keyflux.key.Printable;
import dev.keyflux.key.RejectedKey;
import dev.keyflux.rollout.Outcome.Standing;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/**
 * A table for people. Its columns are as wide as most keys need, since the rows to come are not known yet. A key is one
 * row, or where that is too wide for the terminal a short row with the fingerprints below it.
 */
public final class TextKeyListing implements KeyListing {

    private static final int ROW_COLUMNS = 162;
    private static final String INDENT = "    ";

    private final PrintStream out;
    private final Colours colours;
    private final boolean wide;
    private long keys;

    /**
     * Lists to {@code out}, with ANSI colours if {@code coloured}.
     *
     * @param columns how many characters a line can have
     */
    public TextKeyListing(PrintStream out, boolean coloured, int columns) {
        this.out = out;
        this.colours = new Colours(coloured);
        this.wide = columns >= ROW_COLUMNS;
    }

    @Override
    public void key(NamedKey named) {
        if (keys++ == 0) {
            out.println(colours.heading(row("NAME", "TYPE", "BITS", "FINGERPRINT", "AT LIGHTSAIL", "VERDICT")));
        }
        var key = named.key();
        var atLightsail = key.lightsailFingerprint();
        out.println(row(
                Printable.escape(named.name()),
                key.type().wireName(),
                Integer.toString(key.bits()),
                key.fingerprint(),
                atLightsail == null ? "not known" : atLightsail,
                colours.of(Standing.GOOD, "good")));
        if (!wide) {
            out.println(INDENT + key.fingerprint());
            if (atLightsail != null) {
                out.println(INDENT + atLightsail + " at Lightsail");
            }
        }
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

    private String row(String name, String type, String bits, String fingerprint, String atLightsail, String verdict) {
        return wide
                ? String.format(
                        Locale.ROOT,
                        "%-24s  %-19s  %5s  %-50s  %-47s  %s",
                        name,
                        type,
                        bits,
                        fingerprint,
                        atLightsail,
                        verdict)
                : String.format(Locale.ROOT, "%-24s  %-19s  %5s  %s", name, type, bits, verdict);
    }
}
