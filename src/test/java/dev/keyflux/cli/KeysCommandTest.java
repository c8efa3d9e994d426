package dev.keyflux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeysCommandTest {

    private static final String KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAohIxw0ohPRkcsz2aSOFLGcOH0uw77GhgvMtLVjvUMf alice@example";

    private final CommandRun command = new CommandRun();

    @Test
    void keys_goodOnes_areListedAndExitIsZero() {
        assertThat(command.withInput(KEY + "\n").run("keys", "-", "--name-template", "k-{n}"))
                .isZero();

        assertThat(command.out()).contains("NAME", "k-1", "ssh-ed25519", "SHA256:", "1 key good, 0 rejected");
        assertThat(command.err()).isEmpty();
    }

    @Test
    void keys_rejectedEntry_isListedAndExitIsOne(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("alice.pub"), KEY + "\n");
        Files.writeString(folder.resolve("bob.pub"), "ssh-ed25519 nonsense\n");

        assertThat(command.run("keys", folder.toString())).isOne();

        assertThat(command.out()).contains("bob.pub:1: malformed: ", "1 key good, 1 rejected");
    }

    @Test
    void keys_json_isOneObjectOnOneLine() {
        command.withInput(KEY + "\n").run("keys", "-", "--name-template", "k-{n}", "-o", "json");

        assertThat(command.out())
                .startsWith("{\"keys\":[{\"key\":\"k-1\",\"source\":\"-:1\",\"type\":\"ssh-ed25519\",\"bits\":256,"
                        + "\"comment\":\"alice@example\",")
                .endsWith("}],\"rejected\":[]}\n");
    }

    @Test
    void keys_outputThatFails_exitsWithOneAndSaysWhy() {
        command.withInput(KEY + "\n").withOutputThatFails("No space left on device");

        assertThat(command.run("keys", "-", "--name-template", "k-{n}")).isOne();

        assertThat(command.err())
                .isEqualTo("keyflux: standard output: No space left on device; results are missing from it\n");
    }

    @Test
    void keys_readerThatWentAway_isNoTrouble() {
        command.withInput(KEY + "\n").withOutputThatFails("Broken pipe");

        assertThat(command.run("keys", "-", "--name-template", "k-{n}")).isZero();

        assertThat(command.err()).isEmpty();
    }

    @Test
    void help_outputThatFails_exitsWithOne() {
        assertThat(command.withOutputThatFails("No space left on device").run("keys", "--help"))
                .isOne();
    }

    @Test
    void keys_optionsFromVariables_areTaken() {
        command.withVariable("KEYFLUX_NAME_TEMPLATE", "env-{n}")
                .withVariable("KEYFLUX_OUTPUT", "json")
                .withVariable("KEYFLUX_MIN_RSA_BITS", "")
                .withInput(KEY + "\n");

        assertThat(command.run("keys", "-")).isZero();
        assertThat(command.out()).contains("\"key\":\"env-1\"");
    }

    @Test
    void keys_typedOption_winsOverTheVariable() {
        command.withVariable("KEYFLUX_NAME_TEMPLATE", "env-{n}").withInput(KEY + "\n");

        assertThat(command.run("keys", "-", "--name-template", "typed-{n}")).isZero();
        assertThat(command.out()).contains("typed-1").doesNotContain("env-1");
    }

    @Test
    void keys_typeThatIsNotAllowed_isRejected() {
        assertThat(command.withInput(KEY + "\n").run("keys", "-", "--name-template", "k-{n}", "--allow", "ssh-rsa"))
                .isOne();
        assertThat(command.out()).contains("unsupported_type");
    }
}
