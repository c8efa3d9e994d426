package dev.keyflux.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyflux.sandbox.Sandbox;
import dev.keyflux.sandbox.SandboxBuilder;
import dev.keyflux.sandbox.fault.Fault;
import dev.keyflux.sandbox.fault.FaultPlan;
import dev.keyflux.sandbox.fault.FaultRule;
import dev.keyflux.sandbox.fault.GateFault;
import dev.keyflux.sandbox.fault.Stage;
import dev.keyflux.sandbox.fault.Tally;
import dev.keyflux.target.Account;
import dev.keyflux.target.Target;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.util.retry.Retry;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Every call through the real SDK client over HTTP. */
final class LightsailClientsIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String LINE =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMBlpC8YACaa/NQsKVDVPz4MSWPc8EBffKwfRKwwYk7J oncall@example.com";
    private static final Target TARGET = Target.inRegions(List.of("eu-west-1")).get(0);
    private static final AwsCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDTEST", "any"));

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (var each : open) {
            each.close();
        }
    }

    @Test
    void importKeyPair_newName_answersTheWholeOperation() {
        var sandbox = sandbox(builder -> builder);
        var client = clients(sandbox.url()).client(TARGET);

        StepVerifier.create(client.importKeyPair("bob", LINE))
                .assertNext(operation -> {
                    assertThat(operation.succeeded()).isTrue();
                    assertThat(operation.id()).isNotBlank();
                    assertThat(operation.resourceName()).isEqualTo("bob");
                    assertThat(operation.resourceType()).isEqualTo("KeyPair");
                    assertThat(operation.createdAt()).isAfter(Instant.EPOCH);
                    assertThat(operation.location()).isEqualTo(new Operation.Location("all", "eu-west-1"));
                    assertThat(operation.isTerminal()).isTrue();
                    assertThat(operation.operationType()).isEqualTo("ImportKeyPair");
                    assertThat(operation.status()).isEqualTo("Succeeded");
                    assertThat(operation.statusChangedAt()).isAfter(Instant.EPOCH);
                })
                .expectComplete()
                .verify(SOON);
        assertThat(sandbox.region(sandbox.accountId("AKIDTEST"), "eu-west-1").keyPair("bob"))
                .isPresent();
    }

    @Test
    void importKeyPair_notSubscribed_sendsNothing() {
        var sandbox = sandbox(builder -> builder);

        assertThat(clients(sandbox.url()).client(TARGET).importKeyPair("bob", LINE))
                .isNotNull();

        assertThat(sandbox.calls().count()).isZero();
    }

    @Test
    void prepare_makesNoCall_andCallsWorkAfterIt() {
        var sandbox = sandbox(builder -> builder);
        var clients = clients(sandbox.url());

        StepVerifier.create(clients.prepare(Target.inRegions(List.of("eu-west-1", "us-east-1", "eu-west-1"))))
                .expectComplete()
                .verify(SOON);

        assertThat(sandbox.calls().count()).isZero();
        StepVerifier.create(clients.client(TARGET).importKeyPair("bob", LINE))
                .expectNextCount(1)
                .expectComplete()
                .verify(SOON);
    }

    @Test
    void importKeyPair_nameInUse_nameExists() {
        var sandbox = sandbox(builder -> builder);
        var client = clients(sandbox.url()).client(TARGET);

        var twice = client.importKeyPair("bob", LINE).then(client.importKeyPair("bob", LINE));

        assertFails(twice, FailureKind.NAME_EXISTS, "NameExists");
    }

    @Test
    void importKeyPair_noKeyLine_refusedWithItsCode() {
        var client = clients(sandbox(builder -> builder).url()).client(TARGET);

        assertFails(client.importKeyPair("bob", "c3NoLXJzYQ=="), FailureKind.REFUSED, "InvalidKey.Format");
    }

    @Test
    void keyPairs_severalPages_eachHasItsToken() {
        var sandbox = sandbox(builder -> builder.pageSize(2));
        var region = sandbox.region(sandbox.accountId("AKIDTEST"), "eu-west-1");
        List.of("one", "two", "three").forEach(name -> region.putKeyPair(name, LINE));
        var client = clients(sandbox.url()).reader(TARGET);

        var second = client.keyPairs(null)
                .doOnNext(first -> assertThat(first.items()).hasSize(2))
                .flatMap(first -> client.keyPairs(first.nextToken()));

        StepVerifier.create(second)
                .assertNext(page -> {
                    assertThat(page.items()).hasSize(1);
                    assertThat(page.nextToken()).isNull();
                })
                .expectComplete()
                .verify(SOON);
    }

    @Test
    void keyPairs_emptyRegion_isAnEmptyPageNotAFailure() {
        var client = clients(sandbox(builder -> builder).url()).reader(TARGET);

        StepVerifier.create(client.keyPairs(null))
                .expectNext(new Page<>(List.of(), null))
                .expectComplete()
                .verify(SOON);
    }

    @Test
    void keyPair_noSuchName_notFound() {
        var client = clients(sandbox(builder -> builder).url()).reader(TARGET);

        assertFails(client.keyPair("nobody"), FailureKind.NOT_FOUND, "DoesNotExist");
    }

    @Test
    void activeNames_otherResource_isListed() {
        var sandbox = sandbox(builder -> builder);
        sandbox.region(sandbox.accountId("AKIDTEST"), "eu-west-1").putResource("web", "Instance");

        StepVerifier.create(clients(sandbox.url()).reader(TARGET).activeNames(null))
                .expectNext(new Page<>(List.of("web"), null))
                .expectComplete()
                .verify(SOON);
    }

    @Test
    void operation_followed_reachesItsEnd() {
        var sandbox = sandbox(builder -> builder.operationPolls(1));
        var client = clients(sandbox.url()).client(TARGET);

        var followed = client.importKeyPair("bob", LINE)
                .doOnNext(
                        begun -> assertThat(begun.succeeded() || begun.failed()).isFalse())
                .map(Operation::id)
                .flatMap(client::operation);

        StepVerifier.create(followed)
                .assertNext(ended -> assertThat(ended.succeeded()).isTrue())
                .expectComplete()
                .verify(SOON);
    }

    @Test
    void call_slowerThanTheAttemptTimeout_ambiguous() {
        var sandbox = sandbox(builder -> builder.latency(Duration.ofSeconds(5)));
        var clients = opened(LightsailClients.builder()
                .endpoint(sandbox.url())
                .credentials(CREDENTIALS)
                .attemptTimeout(Duration.ofMillis(200))
                .build());

        assertFails(clients.client(TARGET).importKeyPair("bob", LINE), FailureKind.AMBIGUOUS, "Timeout");
    }

    @RepeatedTest(20)
    void call_nobodyListens_unreachable() {
        var sandbox = sandbox(builder -> builder);
        sandbox.close();

        assertFails(clients(sandbox.url()).reader(TARGET).keyPair("bob"), FailureKind.UNREACHABLE, "ConnectionFailed");
    }

    @Test
    void call_noCredentials_deniedWithoutRequest() {
        var sandbox = sandbox(builder -> builder);
        AwsCredentialsProvider none = () -> {
            throw SdkClientException.create("none anywhere");
        };
        var clients = opened(LightsailClients.builder()
                .endpoint(sandbox.url())
                .credentials(none)
                .build());

        assertFails(clients.reader(TARGET).keyPair("bob"), FailureKind.DENIED, "NoCredentials");
        assertThat(sandbox.calls().count()).isZero();
    }

    @Test
    void call_credentialsAreNoLongerKnown_providerIsAskedForOthersNextTime() {
        // What it answers instead is all that matters of this fault.
        var unknown = new GateFault.ClockSkew(Duration.ofHours(2), "UnrecognizedClientException");
        var sandbox = sandbox(builder -> builder.faults(
                FaultPlan.seeded(1).with(FaultRule.of("unknown", unknown).nth(2).per(Tally.RULE))));
        var asked = new AtomicInteger();
        AwsCredentialsProvider rotating = () -> AwsBasicCredentials.create("AKIDTEST" + asked.incrementAndGet(), "any");
        var client = opened(LightsailClients.builder()
                        .endpoint(sandbox.url())
                        .credentials(rotating)
                        .build())
                .client(TARGET);

        client.importKeyPair("bob", LINE).block(SOON);
        assertFails(client.importKeyPair("eve", LINE), FailureKind.DENIED, "UnrecognizedClientException");
        client.importKeyPair("eve", LINE).block(SOON);

        assertThat(asked).hasValue(2);
        assertThat(sandbox.region(sandbox.accountId("AKIDTEST2"), "eu-west-1").keyPair("eve"))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RequestTimeTooSkewed", "InvalidSignatureException"})
    void call_serviceHasAnotherTime_staleOnceThenSignedByIt(String error) {
        var skew = new GateFault.ClockSkew(Duration.ofHours(2), error);
        var sandbox = sandbox(builder -> builder.faults(
                FaultPlan.seeded(1).with(FaultRule.of("skew", skew).operations("*"))));
        var clients = clients(sandbox.url());
        var prod = Account.assuming("prod", "arn:aws:iam::210987654321:role/keyflux");

        assertFails(clients.client(TARGET).importKeyPair("bob", LINE), FailureKind.STALE_SIGNATURE, error);

        StepVerifier.create(clients.client(TARGET)
                        .importKeyPair("bob", LINE)
                        .then(clients.client(new Target(prod, "eu-west-1")).importKeyPair("bob", LINE)))
                .expectNextCount(1)
                .expectComplete()
                .verify(SOON);
    }

    @Test
    void call_roleWhoseAssumptionIsThrottled_isNoThrottlingOfTheRegion() {
        var throttled = FaultRule.of("sts", Fault.error(Stage.BEFORE, "ThrottlingException"))
                .operations("AssumeRole")
                .first(1);
        var sandbox = sandbox(builder -> builder.faults(FaultPlan.seeded(1).with(throttled)));
        var prod = new Target(Account.assuming("prod", "arn:aws:iam::210987654321:role/keyflux"), "eu-west-1");
        var client = clients(sandbox.url()).client(prod);

        assertFails(client.importKeyPair("bob", LINE), FailureKind.SESSION_THROTTLED, "ThrottlingException");

        client.importKeyPair("bob", LINE)
                .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, Duration.ofMillis(50)))
                .block(SOON);
        assertThat(sandbox.region("210987654321", "eu-west-1").keyPair("bob")).isPresent();
        assertThat(sandbox.calls().count("AssumeRole")).isEqualTo(2);
    }

    @Test
    void call_assumedRole_actsInTheRolesAccountWithOneSessionForAllTargets() {
        var sandbox = sandbox(builder -> builder);
        var clients = clients(sandbox.url());
        var prod = Account.assuming("prod", "arn:aws:iam::210987654321:role/keyflux");

        var imports = Mono.zip(
                clients.client(new Target(prod, "eu-west-1")).importKeyPair("bob", LINE),
                clients.client(new Target(prod, "us-east-1")).importKeyPair("bob", LINE));

        StepVerifier.create(imports).expectNextCount(1).expectComplete().verify(SOON);
        assertThat(sandbox.region("210987654321", "eu-west-1").keyPair("bob")).isPresent();
        assertThat(sandbox.region("210987654321", "us-east-1").keyPair("bob")).isPresent();
        assertThat(sandbox.region(sandbox.accountId("AKIDTEST"), "eu-west-1").keyPairs())
                .isEmpty();
        assertThat(sandbox.calls().count("AssumeRole")).isEqualTo(1);
    }

    @Test
    void close_callsInFlight_allEnd() {
        var sandbox = sandbox(builder -> builder.latency(Duration.ofMillis(300)));
        for (var round = 0; round < 4; round++) {
            var clients = builder(sandbox.url()).build();
            var client = clients.client(TARGET);
            client.keyPairs(null).block(SOON);
            var ended = Flux.range(0, 200)
                    .flatMap(i -> client.keyPair("key" + i).onErrorResume(error -> Mono.empty()), 200)
                    .then()
                    .toFuture();

            clients.close();

            assertThat(ended).succeedsWithin(SOON);
        }
    }

    @Test
    void close_twice_laterCallsAreDenied() {
        var clients = builder(sandbox(builder -> builder).url()).build();
        var client = clients.client(TARGET);
        client.keyPairs(null).block(SOON);

        clients.close();
        clients.close();

        assertFails(client.keyPair("bob"), FailureKind.DENIED, "ClientsClosed");
    }

    @Test
    void close_rightAfterAnAnswer_logsNothing() {
        var url = sandbox(builder -> builder).url();
        var logged = new ByteArrayOutputStream();
        var before = System.err;
        System.setErr(new PrintStream(logged, true, StandardCharsets.UTF_8));
        try {
            for (var i = 0; i < 50; i++) {
                try (var clients = builder(url).build()) {
                    clients.reader(TARGET).keyPairs(null).block(SOON);
                }
            }
        } finally {
            System.setErr(before);
        }
        assertThat(logged.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    private Sandbox sandbox(UnaryOperator<SandboxBuilder> configured) {
        return opened(configured.apply(Sandbox.builder()).start());
    }

    private LightsailClients clients(URI endpoint) {
        return opened(builder(endpoint).build());
    }

    private static LightsailClientsBuilder builder(URI endpoint) {
        return LightsailClients.builder().endpoint(endpoint).credentials(CREDENTIALS);
    }

    private <T extends AutoCloseable> T opened(T closeable) {
        open.add(0, closeable);
        return closeable;
    }

    private static void assertFails(Mono<?> call, FailureKind kind, String code) {
        StepVerifier.create(call)
                .expectErrorSatisfies(error -> assertThat(((CallFailedException) error).failure())
                        .extracting(Failure::kind, Failure::code)
                        .containsExactly(kind, code))
                .verify(SOON);
    }
}
