package dev.keyflux.aws;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * After a call that was throttled, has all others share that answer for a second: of a thousand keys that wait for one
 * thing, each would ask for itself.
 */
final class CoolDown {

    private static final Duration LENGTH = Duration.ofSeconds(1);

    private final InstantSource clock;
    private volatile @Nullable Throttled latest;

    CoolDown(InstantSource clock) {
        this.clock = clock;
    }

    /** Makes the call, or fails as the throttled one did. */
    <T> Mono<T> shield(Mono<T> call) {
        return Mono.defer(() -> {
            var throttled = latest;
            return throttled != null && throttled.isRecent(clock.instant())
                    ? Mono.error(throttled.error())
                    : call.doOnError(this::keepIfThrottled);
        });
    }

    private void keepIfThrottled(Throwable error) {
        if (FailureClassifier.classify(error).kind() == FailureKind.THROTTLED) {
            latest = new Throttled(error, clock.instant());
        }
    }

    private record Throttled(Throwable error, Instant at) {

        /** Not if the clock was set back since, as it is by what the service tells of its time. */
        boolean isRecent(Instant now) {
            return !now.isBefore(at) && now.isBefore(at.plus(LENGTH));
        }
    }
}
