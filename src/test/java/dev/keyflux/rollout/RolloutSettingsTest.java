package dev.keyflux.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class RolloutSettingsTest {

    @Test
    void maxAttempts_moreThanThereMayBe_isRefused() {
        assertThat(RolloutSettings.defaults().withMaxAttempts(100).maxAttempts())
                .isEqualTo(RolloutSettings.MAX_ATTEMPTS);
        assertThatThrownBy(() -> RolloutSettings.defaults().withMaxAttempts(101))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("maxAttempts 101: must be 100 or less");
    }

    @Test
    void deadline_longestThereIs_isTaken() {
        var settings = RolloutSettings.defaults().withDeadline(RolloutSettings.MAX_DEADLINE);

        assertThat(settings.deadline()).isEqualTo(Duration.ofDays(10_000));
    }

    @Test
    void deadline_longerThanTimersCanCount_isRefused() {
        var deadline = RolloutSettings.MAX_DEADLINE.plusNanos(1);

        assertThatThrownBy(() -> RolloutSettings.defaults().withDeadline(deadline))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("deadline %s: must be 10000 days or less", deadline);
    }
}
