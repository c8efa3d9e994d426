package dev.keyflux.aws;

import java.time.Duration;
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

    /** Makes the call, or fails as the throttled one did, but for its request's id. */
    <T> Mono<T> shield(Mono<T> call) {
        return Mono.defer(() -> {
            var throttled = latest;
            return throttled != null && throttled.shared().contains(clock.instant())
                    ? Mono.error(throttled.answer())
                    : call.doOnError(this::keepIfThrottled);
        });
    }

    private void keepIfThrottled(Throwable error) {
        var failure = FailureClassifier.classify(error);
        if (failure.kind() == FailureKind.THROTTLED) {
            var answer = new Failure(failure.kind(), failure.code(), failure.message(), null);
            latest = new Throttled(new CallFailedException(answer, error), new Span(clock.instant(), LENGTH));
        }
    }

    private record Throttled(CallFailedException answer, Span shared) {}
}
