package dev.keyflux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Model.OptionSpec;

final class FailuresTest {

    private static final OptionSpec ACCOUNT =
            OptionSpec.builder("-a", "--account").build();

    @ParameterizedTest
    @ValueSource(strings = {"--account", "--account=a", "-a", "-aa"})
    void option_amongTheArguments_isTyped(String argument) {
        assertThat(Failures.isTyped(ACCOUNT, "keys", argument)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--accounts", "--accounts=a.csv", "account", "--a"})
    void option_whoseNameBeginsLikeAnArgument_isNotTyped(String argument) {
        assertThat(Failures.isTyped(ACCOUNT, "keys", argument)).isFalse();
    }
}
