package dev.keyflux.aws;

import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LightsailClientsBuilderTest {

    @ParameterizedTest
    @ValueSource(strings = {"P24D", "PT0.001S"})
    void attemptTimeout_longestAndShortestThereIs_isTakenByTheTransport(Duration timeout) {
        LightsailClients.builder().attemptTimeout(timeout).build().close();
    }

    /** The SDK would take it for no timeout at all. */
    @Test
    void attemptTimeout_shorterThanTheSdkCanCount_isRefused() {
        var timeout = LightsailClientsBuilder.MIN_ATTEMPT_TIMEOUT.minusNanos(1);

        assertThatThrownBy(() -> LightsailClients.builder().attemptTimeout(timeout))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("attempt timeout %s: must be 1 ms or more", timeout);
    }

    @Test
    void attemptTimeout_longerThanNettyCanCount_isRefused() {
        var timeout = LightsailClientsBuilder.MAX_ATTEMPT_TIMEOUT.plusNanos(1);

        assertThatThrownBy(() -> LightsailClients.builder().attemptTimeout(timeout))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("attempt timeout %s: must be 24 days or less", timeout);
    }

    @Test
    @SuppressWarnings("NullAway") // what code without such a check may do
    void setting_null_isRefusedByName() {
        var builder = LightsailClients.builder();

        assertThatNullPointerException()
                .isThrownBy(() -> builder.credentials(null))
                .withMessage("provider");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.credentials("AKIDTEST", null))
                .withMessage("secretAccessKey");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.attemptTimeout(null))
                .withMessage("timeout");
        assertThatNullPointerException().isThrownBy(() -> builder.clock(null)).withMessage("clock");
    }
}
