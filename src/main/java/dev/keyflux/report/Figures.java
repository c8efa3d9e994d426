package dev.keyflux.report;

import java.time.Duration;
import java.util.Locale;

/** How numbers and durations are shown to people. */
final class Figures {

    private static final int MILLIS_A_SECOND = 1000;
    private static final int MILLIS_A_TENTH = 100;
    private static final int FIRST_IN_GROUPS = 1000;

    private Figures() {}

    static String count(long number) {
        // The JDK's way to group digits loads all that it knows of languages, which is much of a small run's time.
        return number < FIRST_IN_GROUPS ? Long.toString(number) : String.format(Locale.ROOT, "%,d", number);
    }

    /** The number with its noun, for example {@code 1 key} or {@code 3 keys}; {@code plural} if not just an s. */
    static String count(long number, String singular, String plural) {
        return count(number) + " " + (number == 1 ? singular : plural);
    }

    /** For example {@code 340 ms}, {@code 12.3 s} or {@code 3 min 20 s}. */
    static String duration(Duration duration) {
        var millis = duration.toMillis();
        if (millis < MILLIS_A_SECOND) {
            return millis + " ms";
        }
        if (duration.toMinutes() == 0) {
            var tenths = (millis + MILLIS_A_TENTH / 2) / MILLIS_A_TENTH;
            return tenths / 10 + "." + tenths % 10 + " s";
        }
        return count(duration.toMinutes()) + " min " + duration.toSecondsPart() + " s";
    }
}
