package dev.keyflux.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

final class LazyTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final AtomicInteger makings = new AtomicInteger();
    private final AtomicInteger closings = new AtomicInteger();

    @Test
    void value_askedForTwice_isMadeOnce() {
        var lazy = lazy(() -> "value");

        expect(lazy);
        expect(lazy);

        assertThat(makings).hasValue(1);
    }

    @Test
    void value_whoseMakingFailed_isMadeAgain() {
        var lazy = lazy(() -> {
            if (makings.get() == 1) {
                throw new IllegalStateException("half a config file");
            }
            return "value";
        });

        StepVerifier.create(lazy.value())
                .expectErrorMessage("half a config file")
                .verify(LIMIT);

        expect(lazy);
    }

    @Test
    void value_whileItIsMadeNobodyWaitsAnyMore_isKeptAndClosed() {
        var goOn = new CountDownLatch(1);
        var lazy = lazy(() -> {
            awaitUninterrupted(goOn);
            return "value";
        });

        lazy.value().subscribe().dispose();
        goOn.countDown();

        expect(lazy);
        assertThat(makings).hasValue(1);
        lazy.close(value -> closings.incrementAndGet());
        assertThat(closings).hasValue(1);
    }

    @Test
    void close_neverAskedFor_makesNothing() {
        lazy(() -> "value").close(value -> closings.incrementAndGet());

        assertThat(makings).hasValue(0);
        assertThat(closings).hasValue(0);
    }

    private Lazy<String> lazy(Supplier<String> make) {
        return new Lazy<>(() -> {
            makings.incrementAndGet();
            return make.get();
        });
    }

    private static void expect(Lazy<String> lazy) {
        StepVerifier.create(lazy.value()).expectNext("value").expectComplete().verify(LIMIT);
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("the making was interrupted", e);
        }
    }
}
