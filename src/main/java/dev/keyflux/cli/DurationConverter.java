package dev.keyflux.cli;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 500ms}, {@code 10s}, {@code 2m}, {@code 1h30m} and ISO-8601 such as {@code PT10S}; more than nothing. */
final class DurationConverter implements ITypeConverter<Duration> {

    private static final Pattern PARTS =
            Pattern.compile("(?:(?<h>\\d{1,9})h)?(?:(?<m>\\d{1,9})m)?(?:(?<s>\\d{1,9})s)?(?:(?<ms>\\d{1,9})ms)?");

    @Override
    public Duration convert(String text) {
        var duration = text.toUpperCase(Locale.ROOT).startsWith("P") ? iso(text) : parts(text);
        if (duration.isZero() || duration.isNegative()) {
            throw wrong(text);
        }
        return duration;
    }

    private static Duration iso(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw wrong(text);
        }
    }

    private static Duration parts(String text) {
        var parts = PARTS.matcher(text);
        if (!parts.matches()) {
            throw wrong(text);
        }
        return Duration.ofHours(number(parts.group("h")))
                .plusMinutes(number(parts.group("m")))
                .plusSeconds(number(parts.group("s")))
                .plusMillis(number(parts.group("ms")));
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    private static TypeConversionException wrong(String text) {
        return new TypeConversionException(
                "'" + text + "' is no duration of more than nothing; write for example 500ms, 10s, 2m or PT10S");
    }
}
