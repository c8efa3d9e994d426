package dev.keyflux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HelpTest {

    private final CommandRun command = new CommandRun();

    @Test
    void help_ofAll_listsTheCommands() {
        assertThat(command.run("--help")).isZero();
        assertThat(command.out()).contains("import", "plan", "keys", "sandbox", "KEYFLUX_MAX_IN_FLIGHT", "NO_COLOR");
        assertThat(command.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"import", "plan", "keys", "sandbox"})
    void help_ofCommand_hasExamplesAndExitCodes(String name) {
        assertThat(command.run(name, "--help")).isZero();
        assertThat(command.out()).contains("Usage: keyflux " + name, "Examples:", "Exit codes:", "KEYFLUX_");
    }

    @ParameterizedTest
    @ValueSource(strings = {"import", "plan", "keys", "sandbox"})
    void help_asCommand_isTheSame(String name) {
        var other = new CommandRun();

        command.run(name, "--help");
        other.run("help", name);

        assertThat(other.out()).isEqualTo(command.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"import --help", "import -h", "help import", "--version", "import --version", "--help"})
    void help_variableThatIsWrong_keepsNobodyFromIt(String arguments) {
        command.withVariable("KEYFLUX_CONCURRENCY", "many").withVariable("KEYFLUX_VERBOSE", "maybe");

        assertThat(command.run(arguments.split(" "))).isZero();
        assertThat(command.err()).isEmpty();
    }

    @Test
    void version_isOneLine() {
        assertThat(command.run("--version")).isZero();
        assertThat(command.out()).isEqualTo("keyflux development\n");
    }
}
