package dev.keyflux.aws;

import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** A session that is opened when it is first asked for, shared while it lasts, and opened anew after that. */
final class SharedSession {

    private final Mono<Session> opening;
    private final InstantSource clock;
    private volatile @Nullable Session latest;

    /**
     * Opens nothing yet.
     *
     * @param open opens a session, each time that it is subscribed to
     * @param clock says whether a session still lasts
     */
    SharedSession(Mono<Session> open, InstantSource clock) {
        this.clock = clock;
        this.opening = open.doOnNext(session -> latest = session).cacheInvalidateIf(session -> session.stale(clock));
    }

    /** The latest session that was opened; fails if none was. */
    Session latest() {
        return Objects.requireNonNull(latest, "no session was opened");
    }

    /** The session, at once if there is one that lasts, as there is for nearly every call. */
    Mono<Session> session() {
        var session = latest;
        return session == null || session.stale(clock) ? opening : Mono.just(session);
    }
}
