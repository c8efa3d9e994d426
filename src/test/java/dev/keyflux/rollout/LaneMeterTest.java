package dev.keyflux.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class LaneMeterTest {

    private final LaneMeter meter = new LaneMeter();

    @Test
    void latency_noCalls_null() {
        assertThat(meter.latency()).isNull();
    }

    @Test
    void latency_oneToThousandMillis_percentilesWithinFivePercent() {
        for (int ms = 1; ms <= 1_000; ms++) {
            meter.called(Duration.ofMillis(ms), ms % 10 == 0);
        }

        var latency = meter.latency();

        assertThat(latency).isNotNull();
        assertThat(latency.p50()).isBetween(Duration.ofMillis(500), Duration.ofMillis(525));
        assertThat(latency.p95()).isBetween(Duration.ofMillis(950), Duration.ofMillis(998));
        assertThat(latency.max()).isEqualTo(Duration.ofSeconds(1));
        assertThat(meter.calls()).isEqualTo(1_000);
        assertThat(meter.throttled()).isEqualTo(100);
    }

    @Test
    void latency_beyondTheLastBucket_isStillTheLongest() {
        meter.called(Duration.ofDays(2), false);
        meter.called(Duration.ZERO, false);

        var latency = meter.latency();

        assertThat(latency).isNotNull();
        assertThat(latency.max()).isEqualTo(Duration.ofDays(2));
        assertThat(latency.p95()).isEqualTo(Duration.ofDays(2));
    }
}
