package dev.keyflux.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

final class DurationConverterTest {

    @ParameterizedTest
    @CsvSource({
        "500ms, PT0.5S",
        "10s, PT10S",
        "2m, PT2M",
        "1h30m, PT1H30M",
        "1m500ms, PT1M0.5S",
        "PT10S, PT10S",
        "pt1m, PT1M",
        "P1D, PT24H",
        "p1dt1h, PT25H"
    })
    void convert_duration_isRead(String text, Duration duration) {
        assertThat(new DurationConverter().convert(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10",
                "s",
                "0s",
                "-1s",
                "10 s",
                "1s1m",
                "PT0S",
                "PT-1S",
                "PTx",
                "P",
                "P1M",
                "99999999999s",
                "10S1"
            })
    void convert_anythingElse_isRefused(String text) {
        assertThatThrownBy(() -> new DurationConverter().convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageStartingWith("'%s' is no duration of more than nothing", text);
    }
}
