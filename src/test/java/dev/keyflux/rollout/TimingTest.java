package dev.keyflux.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import reactor.test.scheduler.VirtualTimeScheduler;

final class TimingTest {

    /** The time of day may be put back. */
    @Test
    void ofSystem_countsByTheSteadyClock() {
        var timing = Timing.ofSystem();

        var before = System.nanoTime();
        var counted = timing.nanos();
        var after = System.nanoTime();

        assertThat(counted - before).isNotNegative();
        assertThat(after - counted).isNotNegative();
    }

    @Test
    void ofAScheduler_isAllItsOwn() {
        var scheduler = VirtualTimeScheduler.create();
        var timing = new Timing(scheduler, () -> 0.5);
        var began = timing.nanos();

        scheduler.advanceTimeBy(Duration.ofHours(1));

        assertThat(timing.since(began)).isEqualTo(Duration.ofHours(1));
        assertThat(timing.now().toEpochMilli()).isEqualTo(Duration.ofHours(1).toMillis());
    }
}
