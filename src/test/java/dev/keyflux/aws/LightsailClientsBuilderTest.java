package dev.keyflux.aws;

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
}
