package dev.keyflux.aws;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A session that is opened when it is first asked for and shared while it lasts. It is renewed aside, well before it
 * expires: calls go on with the one there is until it is over, and wait only if there is none. {@link #latest} is what is
 * kept; {@link #opening} only has all who come while one is being opened wait for that one.
 */
final class SharedSession {

    /** Between two tries to renew a session that still lasts. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Mono<Session> opening;
    private final InstantSource clock;
    private volatile @Nullable Session latest;
    private volatile Span pause = new Span(Instant.MIN, Duration.ZERO);

    /**
     * Opens nothing yet.
     *
     * @param open opens a session, each time that it is subscribed to
     * @param clock says whether a session still lasts
     */
    SharedSession(Mono<Session> open, InstantSource clock) {
        this.clock = clock;
        this.opening = open.doOnNext(session -> latest = session).cacheInvalidateIf(session -> session.isDue(clock));
    }

    /** The latest session that was opened; fails if none was. */
    Session latest() {
        return Objects.requireNonNull(latest, "no session was opened");
    }

    /** The session, at once if there is one that lasts, as there is for nearly every call. */
    Mono<Session> session() {
        var session = latest;
        if (session == null || session.isOver(clock)) {
            return opening;
        }
        if (session.isDue(clock)) {
            renew();
        }
        return Mono.just(session);
    }

    private void renew() {
        var now = clock.instant();
        if (!pause.contains(now)) {
            pause = new Span(now, PAUSE);
            // What fails now will be told once the session is over. Two at once share one opening.
            opening.subscribe(opened -> {}, error -> {});
        }
    }
}
