package dev.keyflux.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

final class FormParametersTest {

    @Test
    void action_ofANamesSize_isThatOne() {
        assertThat(FormParameters.parse("Action=AssumeRole&Version=2011-06-15").action())
                .isEqualTo("AssumeRole");
    }

    @Test
    void action_longerThanAnyName_isNone() {
        var form = FormParameters.parse("Action=" + "A".repeat(129));

        assertThatExceptionOfType(ServiceError.class).isThrownBy(form::action);
    }
}
