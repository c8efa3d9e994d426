package dev.keyflux.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

final class AnswerTest {

    @Test
    void date_earlyInAMonth_hasADayOfTwoDigits() {
        assertThat(Answer.date(Instant.EPOCH)).isEqualTo("Thu, 01 Jan 1970 00:00:00 GMT");
    }
}
