package dev.keyflux.sandbox;

import static dev.keyflux.sandbox.SandboxClients.ALPHA;
import static dev.keyflux.sandbox.SandboxClients.BRAVO;
import static dev.keyflux.sandbox.SandboxClients.answer;
import static dev.keyflux.sandbox.SandboxClients.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyflux.sandbox.fault.Fault;
import dev.keyflux.sandbox.fault.FaultPlan;
import dev.keyflux.sandbox.fault.FaultRule;
import dev.keyflux.sandbox.fault.Stage;
import dev.keyflux.sandbox.fault.Window;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkGlobalTime;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lightsail.LightsailAsyncClient;
import software.amazon.awssdk.services.lightsail.model.ImportKeyPairResponse;
import software.amazon.awssdk.services.lightsail.model.InvalidInputException;
import software.amazon.awssdk.services.lightsail.model.LightsailException;

/** Faults of the answer, and refusals, as the real SDK's client sees them. */
final class AnswerFaultsIT {
    private final ManualClock clock = ManualClock.atPresent();
    private Sandbox sandbox = Sandbox.start();
    private SandboxClients clients = new SandboxClients(sandbox);

    /** The SDK corrects its clock for all clients of the JVM at once, by any answer that says that it is off. */
    @BeforeEach
    @AfterEach
    void forgetCorrections() {
        SdkGlobalTime.setGlobalTimeOffset(0);
    }

    @AfterEach
    void close() {
        clients.close();
        sandbox.close();
    }

    @ParameterizedTest
    @MethodSource
    void strayAnswer_isAFailure_whateverTheState(Fault fault, Class<?> seen, boolean imported) {
        start(FaultRule.of("it", fault));

        assertThat(failure(importKeyPair("bob"))).isInstanceOf(seen);
        assertThat(names()).isEqualTo(imported ? List.of("bob") : List.of());
        assertThat(sandbox.faults().applied())
                .singleElement()
                .satisfies(met -> assertThat(met.tookEffect()).isEqualTo(imported));
    }

    static List<Object[]> strayAnswer_isAFailure_whateverTheState() {
        return List.of(
                new Object[] {Fault.reset(Stage.BEFORE), SdkClientException.class, false},
                new Object[] {Fault.reset(Stage.AFTER), SdkClientException.class, true},
                new Object[] {Fault.close(Stage.AFTER), SdkClientException.class, true},
                new Object[] {Fault.truncate(50), SdkClientException.class, true},
                new Object[] {Fault.garbage(Stage.BEFORE), SdkClientException.class, false},
                new Object[] {Fault.garbage(Stage.AFTER), SdkClientException.class, true},
                new Object[] {Fault.html(Stage.AFTER, 200), SdkClientException.class, true},
                new Object[] {Fault.html(Stage.BEFORE, 503), LightsailException.class, false},
                new Object[] {Fault.html(Stage.AFTER, 502), LightsailException.class, true});
    }

    /** Nothing in it is wrong to the SDK: only that there is no operation. */
    @ParameterizedTest
    @EnumSource
    void emptyBody_isAnAnswerWithoutOperation(Stage stage) {
        start(FaultRule.of("it", Fault.emptyBody(stage)));

        assertThat(answer(importKeyPair("bob")).operation()).isNull();
        assertThat(names()).hasSize(stage == Stage.AFTER ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({
        "ThrottlingException, 400, true",
        "ServiceException, 500, false",
        "AccessDeniedException, 403, false",
        "UnrecognizedClientException, 403, false",
        "ExpiredTokenException, 403, false",
        "RegionSetupInProgressException, 428, false",
    })
    void error_hasTypeAndStatus(String type, int status, boolean throttling) {
        start(FaultRule.of("it", Fault.error(Stage.BEFORE, type)));

        assertThat(failure(importKeyPair("bob"))).isInstanceOfSatisfying(AwsServiceException.class, e -> {
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo(type);
            assertThat(e.statusCode()).isEqualTo(status);
            assertThat(e.isThrottlingException()).isEqualTo(throttling);
        });
        assertThat(names()).isEmpty();
    }

    @Test
    void error_withCode_isThatOfLightsailsOwn() {
        start(FaultRule.of(
                "quota", Fault.error(Stage.BEFORE, "InvalidInputException").withCode("QuotaExceeded")));

        assertThat(failure(importKeyPair("bob")))
                .isInstanceOfSatisfying(
                        InvalidInputException.class, e -> assertThat(e.code()).isEqualTo("QuotaExceeded"));
    }

    @Test
    void error_afterTheEffect_hidesIt() {
        start(FaultRule.of("it", Fault.error(Stage.AFTER, "ServiceException")).nth(1));

        failure(importKeyPair("bob"));

        assertThat(failure(importKeyPair("bob"))).hasMessageContaining("already in use");
    }

    @Test
    void throttle_isForEachPlaceByItself() {
        start(FaultRule.of("limit", Fault.throttle(1, 2).then(Duration.ofSeconds(10), 0)));
        var other = clients.lightsail(BRAVO, Region.EU_WEST_1);

        answer(importKeyPair("a1"));
        answer(importKeyPair("a2"));
        assertThat(failure(importKeyPair("a3"))).isInstanceOfSatisfying(AwsServiceException.class, e -> {
            assertThat(e.isThrottlingException()).isTrue();
            assertThat(e.statusCode()).isEqualTo(400);
        });
        answer(other.getKeyPairs());
        clock.advance(Duration.ofSeconds(1));
        answer(importKeyPair("a3"));
        failure(importKeyPair("a4"));

        assertThat(names()).containsExactly("a1", "a2", "a3");
        assertThat(sandbox.faults().count("limit")).isEqualTo(2);
    }

    @Test
    void outage_isAWindowOfTime() {
        start(FaultRule.of("outage", Fault.html(Stage.BEFORE, 503))
                .between(Duration.ofSeconds(5), Duration.ofSeconds(10)));
        clock.advance(Duration.ofSeconds(7));

        answer(importKeyPair("first-call"));
        clock.advance(Duration.ofSeconds(5));
        failure(importKeyPair("inside"));
        clock.advance(Duration.ofSeconds(5));
        answer(importKeyPair("outside"));

        assertThat(names()).containsExactly("first-call", "outside");
    }

    @Test
    void outage_sinceTheStart_doesNotWaitForACall() {
        start(FaultRule.of("outage", Fault.reset(Stage.BEFORE))
                .from(Duration.ofSeconds(5))
                .since(Window.Since.START));
        clock.advance(Duration.ofSeconds(5));

        assertThat(failure(importKeyPair("bob"))).isInstanceOf(SdkClientException.class);
    }

    @ParameterizedTest
    @CsvSource({"600, Signature expired", "-600, Signature not yet current"})
    void clockSkew_refusesWhatWasSignedElsewhen(int ahead, String message) {
        start(FaultRule.of("skew", Fault.clockSkew(Duration.ofSeconds(ahead))));

        assertThat(failure(importKeyPair("bob"))).isInstanceOfSatisfying(AwsServiceException.class, e -> {
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidSignatureException");
            assertThat(e.awsErrorDetails().errorMessage()).startsWith(message);
            assertThat(e.awsErrorDetails().sdkHttpResponse().firstMatchingHeader("Date"))
                    .contains(Answer.date(clock.instant().plusSeconds(ahead)));
        });
        assertThat(names()).isEmpty();
    }

    /** By the date in the refusal the SDK itself sets its client's clock. */
    @Test
    void clockSkew_toldTo_isCorrectedByTheClient() {
        start(FaultRule.of("skew", Fault.clockSkew(Duration.ofMinutes(10))));
        var client = clients.lightsail();

        failure(client.getKeyPairs());
        answer(client.getKeyPairs());

        assertThat(sandbox.faults().count("skew")).isOne();
    }

    @Test
    void clockSkew_small_isTolerated() {
        start(FaultRule.of("skew", Fault.clockSkew(Duration.ofMinutes(4))));

        answer(importKeyPair("bob"));

        assertThat(sandbox.faults().applied()).isEmpty();
    }

    @Test
    void session_afterItsCalls_isExpired() {
        start(FaultRule.of("expiry", Fault.sessionExpiry(1)));
        var client = session();

        answer(client.getKeyPairs());

        assertExpired(failure(client.getKeyPairs()));
        answer(session().getKeyPairs());
        answer(importKeyPair("bob"));
    }

    @Test
    void session_afterItsTime_isExpired() {
        start(FaultRule.of("expiry", Fault.sessionExpiry(Duration.ofSeconds(30))));
        var client = session();

        answer(client.getKeyPairs());
        clock.advance(Duration.ofSeconds(30));

        assertExpired(failure(client.getKeyPairs()));
    }

    @Test
    void sts_canBeStruckToo() {
        start(FaultRule.of("sts", Fault.error(Stage.BEFORE, "ExpiredToken"))
                .operations("AssumeRole")
                .names("*role/keys")
                .first(1));
        var sts = clients.sts(AwsBasicCredentials.create(ALPHA, "any"));
        var call = "arn:aws:iam::111122223333:role/keys";

        assertExpired(failure(sts.assumeRole(r -> r.roleArn(call).roleSessionName("nightly"))));
        answer(sts.assumeRole(r -> r.roleArn(call).roleSessionName("nightly")));
    }

    private static void assertExpired(Throwable failure) {
        assertThat(failure)
                .isInstanceOfSatisfying(
                        AwsServiceException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).startsWith("ExpiredToken"));
    }

    private LightsailAsyncClient session() {
        var given = answer(clients.sts(AwsBasicCredentials.create(ALPHA, "any"))
                        .assumeRole(r ->
                                r.roleArn("arn:aws:iam::111122223333:role/keys").roleSessionName("nightly")))
                .credentials();
        return clients.lightsail(
                AwsSessionCredentials.create(given.accessKeyId(), given.secretAccessKey(), given.sessionToken()),
                SandboxClients.IRELAND);
    }

    private void start(FaultRule rule) {
        close();
        sandbox = Sandbox.builder()
                .clock(clock)
                .faults(FaultPlan.seeded(1).with(rule))
                .start();
        clients = new SandboxClients(sandbox);
    }

    private CompletableFuture<ImportKeyPairResponse> importKeyPair(String name) {
        return clients.lightsail().importKeyPair(r -> r.keyPairName(name).publicKeyBase64(ExampleKeys.ED25519));
    }

    private List<String> names() {
        return sandbox.region(sandbox.accountId(ALPHA), "eu-west-1").activeNames();
    }
}
