package dev.keyflux.sandbox;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * An answer on its way to the connection.
 *
 * @param status the HTTP status
 * @param contentType of the body
 * @param headers what else to send, beside the headers that every answer of the server carries or instead of them
 * @param body sent in UTF-8
 */
record Answer(int status, String contentType, Map<String, String> headers, String body) {

    /** RFC 9110, section 5.6.7; Java's own of RFC 1123 has days of one digit. */
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    /** The same, claiming to be of {@code time}. */
    Answer dated(Instant time) {
        var more = new HashMap<>(headers);
        more.put("Date", date(time));
        return new Answer(status, contentType, more, body);
    }

    /** A time as HTTP writes it. */
    static String date(Instant time) {
        return DATE.format(time);
    }
}
