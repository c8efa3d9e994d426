package dev.keyflux.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TransportTest {

    /** A call that has no connection yet was not sent; one that its own timeout ends may have been. */
    @ParameterizedTest
    @ValueSource(strings = {"PT0.01S", "PT0.5S", "PT1S", "PT10S", "P24D"})
    void timeouts_ofAConnection_endBeforeTheAttemptDoes(Duration attempt) {
        assertThat(Transport.connectTimeout(attempt)).isPositive().isLessThan(Transport.acquisitionTimeout(attempt));
        assertThat(Transport.acquisitionTimeout(attempt)).isLessThan(attempt);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT10S", "P24D"})
    void connectTimeout_ofALongAttempt_isNoLonger(Duration attempt) {
        assertThat(Transport.connectTimeout(attempt)).isEqualTo(Duration.ofSeconds(5));
    }
}
