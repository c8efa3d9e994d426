package dev.keyflux.aws;

import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class LightsailClientsBuilderTest {

    @Test
    void attemptTimeout_longestThereIs_isTakenByTheTransport() {
        LightsailClients.builder()
                .attemptTimeout(LightsailClientsBuilder.MAX_ATTEMPT_TIMEOUT)
                .build()
                .close();
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
