package dev.keyflux.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeysCommandTest {

    private final CommandRun command = new CommandRun();

    @Test
    void keys_goodOnes_areListedAndExitIsZero() {
        assertThat(command.withInput(KeyLines.ALICE + "\n").run("keys", "-", "--name-template", "k-{n}"))
                .isZero();

        assertThat(command.out()).contains("NAME", "k-1", "ssh-ed25519", "SHA256:", "1 key good, 0 rejected");
        assertThat(command.err()).isEmpty();
    }

    @Test
    void keys_rejectedEntry_isListedAndExitIsOne(@TempDir Path folder) throws IOException {
        KeyLines.writeAlice(folder);
        Files.writeString(folder.resolve("bob.pub"), "ssh-ed25519 nonsense\n");

        assertThat(command.run("keys", folder.toString())).isOne();

        assertThat(command.out()).contains("bob.pub:1: malformed: ", "1 key good, 1 rejected");
    }

    @Test
    void keys_oneKeyUnderTwoNames_isAWarningAndNoFault(@TempDir Path folder) throws IOException {
        KeyLines.writeAlice(folder);
        Files.writeString(folder.resolve("bob.pub"), KeyLines.ALICE + "\n");

        assertThat(command.run("keys", folder.toString())).isZero();

        assertThat(command.out()).contains("2 keys good, 0 rejected");
        assertThat(command.err())
                .startsWith("keyflux: warning: one key under 2 names, SHA256:")
                .contains("alice.pub:1 and ", "bob.pub:1");
    }

    @Test
    void keys_oneKeyUnderManyNames_isOneWarningOfBoundedLength() {
        command.withInput((KeyLines.ALICE + "\n").repeat(500));

        assertThat(command.run("keys", "-", "--name-template", "k-{n}")).isZero();
        assertThat(command.err())
                .contains("under 500 names", "-:4 and 496 more")
                .hasLineCount(1);
    }

    @Test
    void keys_sanitized_haveNamesThatLightsailTakes() {
        command.withInput(KeyLines.ALICE + "\n");

        assertThat(command.run("keys", "-", "--name-template", "{comment}", "--sanitize-names", "-o", "json"))
                .isZero();
        assertThat(command.out()).contains("\"key\":\"alice-example\"");
    }

    @Test
    void keys_weakTogether_areNotListedAsGood(@TempDir Path folder) throws IOException {
        for (var name : List.of("shared-factor-1.pub", "shared-factor-2.pub")) {
            try (var in = KeysCommandTest.class.getResourceAsStream("/keys/" + name)) {
                Files.write(folder.resolve(name), requireNonNull(in).readAllBytes());
            }
        }

        assertThat(command.run("keys", folder.toString(), "-o", "json")).isOne();
        assertThat(command.out())
                .startsWith("{\"keys\":[],\"rejected\":[")
                .contains("\"weak\"", "in common with that of " + folder.resolve("shared-factor-2.pub") + ":1");
    }

    @Test
    void keys_noteOnAGoodKey_isToldOnStandardError() {
        var wrapped = Base64.getEncoder().encodeToString(KeyLines.ALICE.getBytes(StandardCharsets.UTF_8));

        assertThat(command.withInput(wrapped).run("keys", "-", "--name-template", "k-{n}"))
                .isZero();

        assertThat(command.out()).contains("1 key good, 0 rejected");
        assertThat(command.err())
                .startsWith("keyflux: warning: -:1: ")
                .contains("base64")
                .endsWith("\n");
    }

    @Test
    void keys_json_isOneObjectOnOneLine() {
        command.withInput(KeyLines.ALICE + "\n").run("keys", "-", "--name-template", "k-{n}", "-o", "json");

        assertThat(command.out())
                .startsWith("{\"keys\":[{\"key\":\"k-1\",\"source\":\"-:1\",\"type\":\"ssh-ed25519\",\"bits\":256,"
                        + "\"comment\":\"alice@example\",")
                .endsWith("}],\"rejected\":[]}\n");
    }

    @Test
    void keys_outputThatFails_exitsWithOneAndSaysWhy() {
        command.withInput(KeyLines.ALICE + "\n").withOutputThatFails("No space left on device");

        assertThat(command.run("keys", "-", "--name-template", "k-{n}")).isOne();

        assertThat(command.err())
                .isEqualTo("keyflux: standard output: No space left on device; results are missing from it\n");
    }

    @Test
    void keys_readerThatWentAway_isNoTrouble() {
        command.withInput(KeyLines.ALICE + "\n").withOutputThatFails("Broken pipe");

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
                .withInput(KeyLines.ALICE + "\n");

        assertThat(command.run("keys", "-")).isZero();
        assertThat(command.out()).contains("\"key\":\"env-1\"");
    }

    @Test
    void keys_typedOption_winsOverTheVariable() {
        command.withVariable("KEYFLUX_NAME_TEMPLATE", "env-{n}").withInput(KeyLines.ALICE + "\n");

        assertThat(command.run("keys", "-", "--name-template", "typed-{n}")).isZero();
        assertThat(command.out()).contains("typed-1").doesNotContain("env-1");
    }

    @Test
    void keys_keyWithoutComment_hasNoneInJson() {
        var bare = KeyLines.ALICE.substring(0, KeyLines.ALICE.lastIndexOf(' '));

        assertThat(command.withInput(bare + "\n").run("keys", "-", "--name-template", "k-{n}", "-o", "json"))
                .isZero();
        assertThat(command.out()).contains("\"comment\":null,");
    }

    @Test
    void keys_flagTypedAndOfAVariable_isSet() {
        command.withVariable("KEYFLUX_SANITIZE_NAMES", "true").withInput(KeyLines.ALICE + "\n");

        assertThat(command.run("keys", "-", "--name-template", "a b-{n}", "--sanitize-names"))
                .isZero();
        assertThat(command.out()).contains("a-b-1");
    }

    /** To picocli that would name a file whose words are arguments. */
    @Test
    void keys_nameThatBeginsWithAt_isASource(@TempDir Path folder) throws IOException {
        var file = KeyLines.writeAlice(folder);

        assertThat(command.run("keys", "@" + file)).isEqualTo(2);

        assertThat(command.err()).startsWith("keyflux: @" + file + ": no such file or folder");
    }

    @Test
    void keys_typeThatIsNotAllowed_isRejected() {
        assertThat(command.withInput(KeyLines.ALICE + "\n")
                        .run("keys", "-", "--name-template", "k-{n}", "--allow", "ssh-rsa"))
                .isOne();
        assertThat(command.out()).contains("unsupported_type");
    }
}
