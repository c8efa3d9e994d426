package dev.keyflux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyflux.aws.LightsailClients;
import dev.keyflux.rollout.ImportResult;
import dev.keyflux.rollout.KeyRollout;
import dev.keyflux.rollout.Outcome;
import dev.keyflux.rollout.RolloutEvent;
import dev.keyflux.rollout.RolloutSettings;
import dev.keyflux.rollout.RunStarted.Mode;
import dev.keyflux.target.Account;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

final class RolloutCommandsTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    private final CommandRun command = new CommandRun();

    @BeforeEach
    void writeKey() throws IOException {
        KeyLines.writeAlice(folder);
    }

    private String key() {
        return folder.resolve("alice.pub").toString();
    }

    @ParameterizedTest
    @CsvSource({
        "import, IMPORTED, false, 0",
        "import, ALREADY_PRESENT, false, 0",
        "import, CONFLICT, false, 1",
        "import, NOT_ATTEMPTED, true, 130",
        "plan, ALREADY_PRESENT, false, 0",
        "plan, WOULD_IMPORT, false, 3",
        "plan, CONFLICT, false, 1",
        "plan, NOT_ATTEMPTED, true, 130"
    })
    void run_withOutcome_exitsByTheContract(String name, Outcome outcome, boolean stopped, int code) {
        command.answering((request, stop) -> ScriptedRuns.settlingAll(request, outcome, stopped));

        assertThat(command.run(name, key(), "--regions", "eu-west-1,eu-west-2")).isEqualTo(code);

        assertThat(command.out()).contains("1 key x 2 targets");
        assertThat(command.err()).isEmpty();
        assertThat(command.isClosed()).isTrue();
    }

    @Test
    void import_noOptions_connectsWithTheDefaults() {
        List<RolloutRequest> asked = new ArrayList<>();
        command.answering((request, stop) -> {
            asked.add(request);
            return ScriptedRuns.settlingAll(request, Outcome.IMPORTED);
        });

        command.run("import", key(), "-r", "eu-west-1");

        assertThat(command.opened()).contains(new ConnectionSettings(false, null, null, Duration.ofSeconds(10), 256));
        assertThat(asked.get(0).mode()).isEqualTo(Mode.IMPORT);
        assertThat(asked.get(0).settings()).isEqualTo(RolloutSettings.defaults());
        assertThat(asked.get(0).targets()).extracting(Object::toString).containsExactly("default/eu-west-1");
    }

    @Test
    void import_allOptions_reachTheRun() throws IOException {
        var accounts = folder.resolve("accounts.csv");
        Files.writeString(accounts, "alias,role_arn,external_id\nb,arn:aws:iam::222222222222:role/k,x-2\n");
        List<RolloutRequest> asked = new ArrayList<>();
        command.answering((request, stop) -> {
            asked.add(request);
            return ScriptedRuns.settlingAll(request, Outcome.IMPORTED);
        });

        assertThat(command.run(
                        "import",
                        key(),
                        "--regions=eu-west-1",
                        "--account=a=arn:aws:iam::111111111111:role/k",
                        "--accounts=" + accounts,
                        "--profile=trial",
                        "--endpoint-url=http://127.0.0.1:4566",
                        "--name-template=team-{stem}",
                        "--concurrency=4",
                        "--max-in-flight=8",
                        "--attempt-timeout=500ms",
                        "--deadline=1h"))
                .isZero();

        assertThat(command.opened())
                .contains(new ConnectionSettings(
                        false, URI.create("http://127.0.0.1:4566"), "trial", Duration.ofMillis(500), 8));
        assertThat(asked.get(0).settings())
                .isEqualTo(RolloutSettings.defaults()
                        .withConcurrency(4)
                        .withMaxInFlight(8)
                        .withDeadline(Duration.ofHours(1)));
        assertThat(asked.get(0).keys().keys()).extracting(named -> named.name()).containsExactly("team-alice");
        assertThat(asked.get(0).targets())
                .extracting(target -> target.account())
                .containsExactly(
                        Account.assuming("a", "arn:aws:iam::111111111111:role/k"),
                        new Account("b", "arn:aws:iam::222222222222:role/k", "x-2"));
    }

    @ParameterizedTest
    @CsvSource({"TERM, xterm, true", "NO_COLOR, '', true", "NO_COLOR, 1, false", "TERM, dumb, false"})
    void import_onATerminal_isColouredUnlessUnwanted(String variable, String value, boolean coloured) {
        command.onTerminal()
                .withVariable(variable, value)
                .answering((request, stop) -> ScriptedRuns.settlingAll(request, Outcome.IMPORTED));

        command.run("import", key(), "-r", "eu-west-1");

        assertThat(command.out().contains("\u001b[")).isEqualTo(coloured);
    }

    @Test
    void import_accountsOfAVariableAndOneTyped_onlyTheTypedOneIsATarget() throws IOException {
        var accounts = folder.resolve("accounts.csv");
        Files.writeString(accounts, "alias,role_arn\nb,arn:aws:iam::222222222222:role/k\n");
        List<RolloutRequest> asked = new ArrayList<>();
        command.withVariable("KEYFLUX_ACCOUNTS", accounts.toString()).answering((request, stop) -> {
            asked.add(request);
            return ScriptedRuns.settlingAll(request, Outcome.IMPORTED);
        });

        command.run("import", key(), "-r", "eu-west-1", "--account", "a=arn:aws:iam::111111111111:role/k");
        command.run("import", key(), "-r", "eu-west-1");

        assertThat(asked.get(0).targets()).extracting(Object::toString).containsExactly("a/eu-west-1");
        assertThat(asked.get(1).targets()).extracting(Object::toString).containsExactly("b/eu-west-1");
    }

    @Test
    void import_sandboxOfAVariable_isTold() {
        command.withVariable("KEYFLUX_SANDBOX", "true")
                .answering((request, stop) -> ScriptedRuns.settlingAll(request, Outcome.IMPORTED));

        assertThat(command.run("import", key(), "-r", "eu-west-1")).isZero();

        assertThat(command.opened())
                .hasValueSatisfying(way -> assertThat(way.sandbox()).isTrue());
        assertThat(command.err())
                .isEqualTo("keyflux: warning: calling a local sandbox instead of AWS, as the variable KEYFLUX_SANDBOX"
                        + " says\n");
    }

    @Test
    void import_everyEntryRejected_reportsWithoutAnyCall() throws IOException {
        Files.writeString(folder.resolve("alice.pub"), "-----BEGIN OPENSSH PRIVATE KEY-----\n");
        var report = folder.resolve("run.json");
        // Real clients that could neither connect nor find credentials: a call would be a bad outcome, or hang.
        try (var clients = LightsailClients.builder()
                .endpoint(URI.create("http://127.0.0.1:1"))
                .profile("missing")
                .build()) {
            command.answering((request, stop) ->
                    KeyRollout.builder(clients).build().events(request.mode(), request.keys(), request.targets()));

            assertThat(command.run("import", key(), "-r", "eu-west-1", "--report=" + report))
                    .isOne();
        }

        assertThat(command.out()).contains("rejected, not sent anywhere (1):", ": private_key: ");
        assertThat(report).content().contains("\"keys\":0,\"targets\":1,\"expected\":0,\"rejected\":1", "\"calls\":0,");
    }

    @Test
    void import_standardInput_isRead() {
        command.withInput(KeyLines.ALICE + "\n")
                .answering((request, stop) -> ScriptedRuns.settlingAll(request, Outcome.IMPORTED));

        assertThat(command.run("import", "-", "-r", "eu-west-1", "--name-template", "k-{n}"))
                .isZero();
    }

    @Test
    void import_interrupted_drainsReportsAndExits130() {
        var begun = new CountDownLatch(1);
        command.withInterrupts(interruptOnce(begun))
                .answering((request, stop) -> Flux.concat(
                        Mono.<RolloutEvent>empty().doOnSubscribe(subscription -> begun.countDown()),
                        Flux.from(stop).thenMany(ScriptedRuns.settlingAll(request, Outcome.NOT_ATTEMPTED, true))));

        assertThat(command.run("import", key(), "-r", "eu-west-1")).isEqualTo(130);

        assertThat(command.err())
                .isEqualTo("stopping: waiting for 3 calls in flight; press Ctrl-C again to quit at once\n");
        assertThat(command.out()).contains("not_attempted").endsWith("stopped before the end, 1 bad\n");
    }

    @Test
    void import_resultThatIsMissing_isTold() {
        command.answering((request, stop) ->
                ScriptedRuns.settlingAll(request, Outcome.IMPORTED).filter(event -> !(event instanceof ImportResult)));

        assertThat(command.run("import", key(), "-r", "eu-west-1")).isOne();

        assertThat(command.out()).contains("unaccounted for: 1;");
    }

    @Test
    void import_brokenProgram_isOneLineAndExitOne() {
        command.answering((request, stop) -> Flux.error(new IllegalStateException("a\nbug")));

        assertThat(command.run("import", key(), "-r", "eu-west-1")).isOne();

        assertThat(command.err())
                .isEqualTo("keyflux: unexpected IllegalStateException: a\\nbug; please report this with the output of"
                        + " --verbose\n");
        assertThat(command.isClosed()).isTrue();
    }

    @Test
    void import_brokenProgramAndVerbose_showsTheTrace() {
        command.answering((request, stop) -> Flux.error(new IllegalStateException("bug")));

        command.run("import", key(), "-r", "eu-west-1", "--verbose");

        assertThat(command.err()).contains("java.lang.IllegalStateException: bug", "\tat ");
    }

    @Test
    void import_verboseBeforeTheCommand_showsTheTraceToo() {
        command.answering((request, stop) -> Flux.error(new IllegalStateException("bug")));

        command.run("--verbose", "import", key(), "-r", "eu-west-1");

        assertThat(command.err()).contains("java.lang.IllegalStateException: bug", "\tat ");
    }

    @Test
    void import_sandbox_asksForIt() {
        command.answering((request, stop) -> ScriptedRuns.settlingAll(request, Outcome.IMPORTED));

        command.run("import", key(), "-r", "eu-west-1", "--sandbox");

        assertThat(command.opened()).map(ConnectionSettings::sandbox).contains(true);
    }

    @ParameterizedTest
    @CsvSource({
        "true, --sandbox, true",
        "1, --sandbox, true",
        "false, --sandbox, true",
        "maybe, --sandbox, true",
        "true, --sandbox=true, true",
        "true, --sandbox=false, false"
    })
    void import_sandboxTypedAndOfAVariable_isAsTyped(String value, String typed, boolean sandbox) {
        command.withVariable("KEYFLUX_SANDBOX", value)
                .answering((request, stop) -> ScriptedRuns.settlingAll(request, Outcome.IMPORTED));

        assertThat(command.run("import", typed, key(), "-r", "eu-west-1")).isZero();

        assertThat(command.opened()).map(ConnectionSettings::sandbox).contains(sandbox);
    }

    @ParameterizedTest
    @CsvSource({"yes, true", "1, true", "On, true", "0, false", "no, false", "'', false"})
    void import_sandboxOfAVariable_mayBeSaidInOtherWords(String value, boolean sandbox) {
        command.withVariable("KEYFLUX_SANDBOX", value)
                .answering((request, stop) -> ScriptedRuns.settlingAll(request, Outcome.IMPORTED));

        assertThat(command.run("import", key(), "-r", "eu-west-1")).isZero();

        assertThat(command.opened()).map(ConnectionSettings::sandbox).contains(sandbox);
    }

    @Test
    void import_sandbox_winsOverVariables() {
        command.withVariable("KEYFLUX_PROFILE", "prod")
                .withVariable("KEYFLUX_ENDPOINT_URL", "http://127.0.0.1:4566")
                .answering((request, stop) -> ScriptedRuns.settlingAll(request, Outcome.IMPORTED));

        assertThat(command.run("import", key(), "-r", "eu-west-1", "--sandbox")).isZero();

        assertThat(command.opened()).contains(new ConnectionSettings(true, null, null, Duration.ofSeconds(10), 256));
    }

    @Test
    void import_profileTypedAgainstASandboxFromAVariable_isRefused() {
        command.withVariable("KEYFLUX_SANDBOX", "true");

        assertThat(command.run("import", key(), "-r", "eu-west-1", "--profile", "prod"))
                .isEqualTo(2);

        assertThat(command.err())
                .startsWith("keyflux: the variable KEYFLUX_SANDBOX takes no credentials; leave out --profile\n");
    }

    /** Interrupts as soon as the run has begun. */
    private static Interrupts interruptOnce(CountDownLatch begun) {
        return new Interrupts() {
            @Override
            public <T> T listenDuring(Supplier<T> work, Listener listener) {
                var signal = new Thread(() -> {
                    try {
                        begun.await();
                        listener.interrupted("INT");
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                });
                signal.start();
                try {
                    return work.get();
                } finally {
                    join(signal);
                }
            }

            private static void join(Thread signal) {
                try {
                    signal.join();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
        };
    }
}
