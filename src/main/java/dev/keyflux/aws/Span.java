package dev.keyflux.aws;

import java.time.Duration;
import java.time.Instant;

/**
 * A while from a moment on, by a clock that may be set back, as by what the service tells of its time: then it is over too.
 *
 * @param from its beginning
 * @param length how long it lasts
 */
record Span(Instant from, Duration length) {

    boolean contains(Instant now) {
        return !now.isBefore(from) && now.isBefore(from.plus(length));
    }
}
