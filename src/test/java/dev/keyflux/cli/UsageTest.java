package dev.keyflux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked wrongly: exit 2, one line that says what to do, no call. */
final class UsageTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    private final CommandRun command = new CommandRun();

    @BeforeEach
    void writeKey() throws IOException {
        Files.writeString(folder.resolve("alice.pub"), "ssh-ed25519 broken\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "--regions eu-west-2a | --regions: 'eu-west-2a' is an availability zone",
                "--regions us-west-1 | has no Lightsail",
                "--regions mars | mars",
                "--regions , | no region is selected",
                "--account nonsense | --account 'nonsense': expected ALIAS=ROLE_ARN",
                "--account a=nonsense | --account: account 'a': 'nonsense' is no role ARN",
                "--account a=arn:aws:iam::111111111111:role/k --account b=arn:aws:iam::111111111111:role/l"
                        + " | accounts 'a' and 'b' are both 111111111111; give one role",
                "--accounts missing.csv | --accounts missing.csv: no such file or folder",
                "--sandbox --endpoint-url http://127.0.0.1:1 | --sandbox and --endpoint-url name two places",
                "--sandbox= | --sandbox=: neither true nor false",
                "--sandbox=maybe | 'maybe' is neither true nor false",
                "--sandbox --profile trial | --sandbox takes no credentials; leave out --profile",
                "--endpoint-url nonsense | --endpoint-url 'nonsense': expected a URL",
                "--endpoint-url ftp://host | --endpoint-url 'ftp://host': expected a URL",
                "--endpoint-url http://a[b | expected a URL",
                "--name-template {nonsense} | --name-template: ",
                "--allow , | --allow: no key type is named",
                "--allow ssh-nonsense | 'ssh-nonsense' is no key type to send; there are ssh-rsa",
                "--allow ssh-rsa,ssh-dss | 'ssh-dss' is no key type to send; there are ssh-rsa",
                "--min-rsa-bits 0 | --min-rsa-bits 0: must be 1 or more",
                "--min-rsa-bits many | Invalid value for option '--min-rsa-bits'",
                "--concurrency 0 | --concurrency 0: must be 1 or more",
                "--max-in-flight -1 | --max-in-flight -1: must be 1 or more",
                "--attempt-timeout 10 | '10' is no duration",
                "--attempt-timeout PT0.0009S | --attempt-timeout PT0.0009S: must be 1 ms or more",
                "--attempt-timeout 577h | --attempt-timeout PT577H: must be 24 days or less",
                "--attempt-timeout PT9223372036854775s | must be 24 days or less",
                "--report run.csv | report file 'run.csv': the name must end in .json",
                "--report missing/run.json | --report: report file 'missing/run.json': there is no folder",
                "--record missing/run.ndjson | --record missing/run.ndjson: no such file or folder",
                "--record / | --record /: is a folder",
                "--record r.json --report ./r.json | --record and --report both name r.json",
                "--report r.json --report ./r.json | --report names ./r.json twice; give two files",
                "--output xml | 'xml' is none of text, json",
                "--progress loud | 'loud' is none of auto, plain, none",
                "--replace | Unknown option: '--replace'",
                "--waves a;b | Unknown option: '--waves'",
                "--max-failures 3 | Unknown option: '--max-failures'",
                "--deadline soon | 'soon' is no duration",
                "--deadline 240001h | --deadline PT240001H: must be 10000 days or less"
            })
    void import_badOption_exitsWithTwoAndSaysWhy(String options, String message) {
        var arguments = options.contains("--regions") ? options : "--regions eu-west-1 " + options;

        assertThat(command.run(("import " + folder + " " + arguments).split(" ")))
                .isEqualTo(2);

        assertThat(command.out()).isEmpty();
        assertThat(command.err())
                .startsWith("keyflux: ")
                .contains(message.strip())
                .endsWith("Try 'keyflux import --help'.\n")
                .satisfies(text -> assertThat(text.lines()).hasSizeBetween(2, 3));
    }

    @ParameterizedTest
    @CsvSource({
        "--record, run.json, --report, link.json, --record and --report both name",
        "--record, link.json, --report, run.json, --record and --report both name",
        "--report, run.json, --report, link.json, --report names",
        "--record, run.json, --report, way/run.json, --record and --report both name"
    })
    void import_twoOutputsToOneFileThroughALink_isRefused(
            String option, String name, String otherOption, String otherName, String message) throws IOException {
        Files.createSymbolicLink(folder.resolve("link.json"), Path.of("run.json"));
        Files.createSymbolicLink(folder.resolve("way"), folder);
        var file = folder.resolve(name).toString();
        var otherFile = folder.resolve(otherName).toString();

        assertThat(command.run("import", folder.toString(), "-r", "all", option, file, otherOption, otherFile))
                .isEqualTo(2);

        assertThat(command.err()).startsWith("keyflux: " + message).contains("; give two files\n");
        assertThat(folder.resolve("run.json")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"keys/alice.pub", "accounts.csv", "link"})
    void import_recordThatWouldDestroyAnotherFile_isRefused(String name) throws IOException {
        var keys = Files.createDirectory(folder.resolve("keys"));
        Files.writeString(keys.resolve("alice.pub"), "any");
        Files.writeString(folder.resolve("accounts.csv"), "any");
        Files.createSymbolicLink(folder.resolve("link"), Path.of("keys", "alice.pub"));
        var file = folder.resolve(name);

        assertThat(command.run("import", keys.toString(), "-r", "all", "--record", file.toString()))
                .isEqualTo(2);

        assertThat(command.err())
                .startsWith("keyflux: --record " + file + ": holds something else than a recording; name another file");
        assertThat(file).hasContent("any");
    }

    @Test
    void import_noRegions_namesTheOption() {
        assertThat(command.run("import", folder.toString())).isEqualTo(2);
        assertThat(command.err()).contains("Missing required option: '--regions=LIST'");
    }

    @Test
    void import_regionsMistyped_namesWhatWasTyped() {
        assertThat(command.run("import", folder.toString(), "--region", "eu-west-1"))
                .isEqualTo(2);
        assertThat(command.err())
                .contains("Unknown option: '--region'", "--regions")
                .doesNotContain("Missing");
    }

    @Test
    void import_noSource_namesTheParameter() {
        assertThat(command.run("import", "-r", "all")).isEqualTo(2);
        assertThat(command.err()).contains("Missing required parameter: 'SOURCE'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"import", "plan", "keys"})
    void source_missing_namesIt(String name) {
        var missing = folder.resolve("missing.pub").toString();

        assertThat(command.withVariable("KEYFLUX_REGIONS", "all").run(name, missing))
                .isEqualTo(2);

        assertThat(command.err())
                .startsWith("keyflux: ")
                .contains("missing.pub")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"import", "plan", "keys"})
    void source_folderWithoutKeys_isRefused(String name) throws IOException {
        var empty = Files.createDirectory(folder.resolve("empty")).toString();

        assertThat(command.withVariable("KEYFLUX_REGIONS", "all").run(name, empty))
                .isEqualTo(2);

        assertThat(command.err()).contains("a folder without any key file").hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"import", "plan", "keys"})
    void source_standardInputTwice_isRefused(String name) {
        assertThat(command.withVariable("KEYFLUX_REGIONS", "all").run(name, "-", "-"))
                .isEqualTo(2);
        assertThat(command.err()).contains("standard input can be read only once");
    }

    @Test
    void source_unreadableAndVerbose_showsTheCause() {
        assertThat(command.run("import", "x\u0000y", "-r", "all", "--verbose")).isEqualTo(2);

        assertThat(command.err())
                .contains("SOURCE 'x\\x00y': not a path")
                .contains("  caused by java.nio.file.InvalidPathException: ");
    }

    @Test
    void command_none_pointsToHelp() {
        assertThat(command.run()).isEqualTo(2);
        assertThat(command.err()).isEqualTo("keyflux: no command given\nTry 'keyflux --help'.\n");
    }

    @Test
    void command_misspelt_suggestsTheRightOne() {
        assertThat(command.run("imprt", "folder")).isEqualTo(2);
        assertThat(command.err())
                .startsWith("keyflux: unknown command 'imprt'\n")
                .contains("keyflux import");
    }

    @ParameterizedTest
    @ValueSource(strings = {"undo", "render"})
    void command_ofLaterVersions_isUnknown(String name) {
        assertThat(command.run(name, "run.ndjson")).isEqualTo(2);
        assertThat(command.err()).startsWith("keyflux: unknown command '" + name + "'\n");
    }

    @Test
    void sandbox_impossiblePort_isRefused() {
        assertThat(command.run("sandbox", "--port", "70000")).isEqualTo(2);
        assertThat(command.err()).startsWith("keyflux: --port 70000: ");
    }

    @Test
    void sandbox_faultsUnreadable_saysWhereInOneLine() throws IOException {
        var faults = Files.writeString(
                folder.resolve("faults.json"),
                "{\n\"rules\": [\n{\"fault\": {\"type\": \"reset\", \"stage\": \"midway\"}}]}");

        assertThat(command.run("sandbox", "--faults", faults.toString())).isEqualTo(2);
        assertThat(command.err())
                .startsWith("keyflux: --faults " + faults
                        + ": line 3: rules[0].fault.stage: 'midway' is none of before, after\n");
        assertThat(command.out()).isEmpty();
    }

    @Test
    void sandbox_faultsMissing_isSaid() {
        assertThat(command.run("sandbox", "--faults", "missing.json")).isEqualTo(2);
        assertThat(command.err()).startsWith("keyflux: --faults missing.json: no such file or folder\n");
    }

    @ParameterizedTest
    @CsvSource({
        "KEYFLUX_MAX_IN_FLIGHT, 0, --max-in-flight 0: must be 1 or more",
        "KEYFLUX_ATTEMPT_TIMEOUT, 600h, --attempt-timeout PT600H: must be 24 days or less",
        "KEYFLUX_MIN_RSA_BITS, 0, --min-rsa-bits 0: must be 1 or more",
        "KEYFLUX_NAME_TEMPLATE, {x}, --name-template: ",
        "KEYFLUX_REGIONS, mars, --regions: ",
        "KEYFLUX_ALLOW, ',', --allow: no key type is named",
        "KEYFLUX_ACCOUNT, a, --account 'a': expected ALIAS=ROLE_ARN",
        "KEYFLUX_ACCOUNTS, missing.csv, --accounts missing.csv: no such file or folder",
        "KEYFLUX_ENDPOINT_URL, nonsense, --endpoint-url 'nonsense': expected a URL",
        "KEYFLUX_RECORD, missing/run.ndjson, --record missing/run.ndjson: no such file or folder",
        "KEYFLUX_REPORT, missing/run.json, --report: report file 'missing/run.json': there is no folder"
    })
    void variable_valueThatWillNotDo_isNamed(String variable, String value, String message) {
        command.withVariable("KEYFLUX_REGIONS", "all").withVariable(variable, value);

        assertThat(command.run("import", folder.toString())).isEqualTo(2);

        assertThat(command.err())
                .startsWith("keyflux: " + message)
                .contains(" (from the variable " + variable + ")\nTry ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--max-in-flight=0", "--max-in-flight=many"})
    void variable_thatGaveWayToWhatIsTyped_isNotBlamed(String typed) {
        command.withVariable("KEYFLUX_MAX_IN_FLIGHT", "5");

        assertThat(command.run("import", folder.toString(), "-r", "all", typed)).isEqualTo(2);

        assertThat(command.err()).contains("--max-in-flight").doesNotContain("variable");
    }

    @Test
    void variable_ofFaultsThatAreMissing_isNamed() {
        assertThat(command.withVariable("KEYFLUX_FAULTS", "none").run("sandbox"))
                .isEqualTo(2);

        assertThat(command.err())
                .startsWith("keyflux: --faults none: no such file or folder (from the variable KEYFLUX_FAULTS)\n");
    }

    @Test
    void variable_wrongValue_isNamed() {
        command.withVariable("KEYFLUX_MAX_IN_FLIGHT", "many");

        assertThat(command.run("import", folder.toString(), "-r", "all")).isEqualTo(2);

        assertThat(command.err()).contains("'many' is not an int (from the variable KEYFLUX_MAX_IN_FLIGHT)");
    }

    @Test
    void variable_ofAFlagThatIsNeitherTrueNorFalse_isNamed() {
        command.withVariable("KEYFLUX_SANDBOX", "maybe");

        assertThat(command.run("import", folder.toString(), "-r", "all")).isEqualTo(2);

        assertThat(command.err()).contains("'maybe' is neither true nor false (from the variable KEYFLUX_SANDBOX)");
    }
}
