package dev.keyflux.aws;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * A value that is made when it is first asked for, and again only if that failed, on a thread that may block (an SDK
 * client reads config files as it is built), and closed only if it was made.
 */
final class Lazy<T> {

    /** As {@link Mono#cache} has it. */
    private static final Duration FOR_EVER = Duration.ofMillis(Long.MAX_VALUE);

    private final Mono<T> making;
    private volatile @Nullable T made;

    Lazy(Supplier<T> make) {
        this.making = Mono.fromSupplier(make)
                .doOnNext(value -> made = value)
                .subscribeOn(Schedulers.boundedElastic())
                // For good, but for a failure.
                .cache(value -> FOR_EVER, error -> Duration.ZERO, () -> Duration.ZERO);
    }

    Mono<T> value() {
        var value = made;
        return value == null ? making : Mono.just(value);
    }

    void close(Consumer<T> close) {
        var value = made;
        if (value != null) {
            close.accept(value);
        }
    }
}
