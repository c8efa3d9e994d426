package dev.keyflux.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyflux.aws.LightsailClients;
import dev.keyflux.key.KeyBatch;
import dev.keyflux.key.KeySource;
import dev.keyflux.sandbox.Sandbox;
import dev.keyflux.sandbox.fault.EffectFault;
import dev.keyflux.sandbox.fault.Fault;
import dev.keyflux.sandbox.fault.FaultPlan;
import dev.keyflux.sandbox.fault.FaultRule;
import dev.keyflux.sandbox.fault.ReplyFault;
import dev.keyflux.sandbox.fault.Stage;
import dev.keyflux.target.Target;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * Each fault × each call × the first, a middle and the last key, through the real SDK client: what the region holds in the
 * end is held against what was reported.
 */
final class FaultMatrixIT {

    private static final Duration SOON = Duration.ofSeconds(50);
    private static final String ACCESS_KEY = "AKIDMATRIX";
    private static final List<Target> TARGETS = Target.inRegions(List.of("eu-west-1"));
    private static final KeyBatch KEYS = KeyBatch.read(KeySource.folder(Path.of("src/examples/keys")))
            .blockOptional(SOON)
            .orElseThrow();

    static Stream<Arguments> imports() {
        var faults = replies();
        faults.put("operation succeeds later", operation(EffectFault.OperationCourse.End.SUCCEEDED));
        faults.put("operation vanishes", operation(EffectFault.OperationCourse.End.VANISHED));
        return faults.entrySet().stream()
                .flatMap(fault -> Stream.of("first", "middle", "last")
                        .map(place -> Arguments.of(fault.getKey(), fault.getValue(), place)));
    }

    static Stream<Arguments> reads() {
        return replies().entrySet().stream()
                .flatMap(fault -> Stream.of("GetKeyPairs", "GetKeyPair", "GetOperation")
                        .map(call -> Arguments.of(fault.getKey(), fault.getValue(), call)));
    }

    @ParameterizedTest(name = "{0} on the import of the {2} key")
    @MethodSource("imports")
    void faultOnImport_struckOnce_keyIsThereAndReportedSo(String name, Fault fault, String place) {
        var key = switch (place) {
            case "first" -> KEYS.keys().get(0);
            case "middle" -> KEYS.keys().get(KEYS.keys().size() / 2);
            default -> KEYS.keys().get(KEYS.keys().size() - 1);
        };
        var rule = FaultRule.of(name, fault)
                .operations("ImportKeyPair")
                .names(key.name())
                .first(1);

        assertEveryKeyIsThereAndReportedSo(FaultPlan.seeded(1).with(rule), name);
    }

    @ParameterizedTest(name = "{0} on {2}")
    @MethodSource("reads")
    void faultOnRead_struckOnce_everyKeyIsThereAndReportedSo(String name, Fault fault, String call) {
        var plan = FaultPlan.seeded(1)
                // Lost replies make the pipeline look; operations that take their time make it follow.
                .with(FaultRule.of("lost", Fault.reset(Stage.AFTER))
                        .operations("ImportKeyPair")
                        .names("deploy")
                        .first(1))
                .with(FaultRule.of("slow", operation(EffectFault.OperationCourse.End.SUCCEEDED))
                        .operations("ImportKeyPair")
                        .names("bastion")
                        .first(1))
                .with(FaultRule.of(name, fault).operations(call).first(1));

        assertEveryKeyIsThereAndReportedSo(plan, name);
    }

    private static void assertEveryKeyIsThereAndReportedSo(FaultPlan plan, String struck) {
        try (var sandbox = Sandbox.builder().faults(plan).start();
                var clients = LightsailClients.builder()
                        .endpoint(sandbox.url())
                        .credentials(StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY, "any")))
                        .attemptTimeout(Duration.ofMillis(700))
                        .build()) {
            var results = KeyRollout.builder(clients)
                    .build()
                    .run(KEYS, TARGETS)
                    .collectList()
                    .block(SOON);

            awaitStrike(sandbox, struck);
            assertThat(results).isNotNull().hasSize(KEYS.keys().size());
            var held = sandbox.region(sandbox.accountId(ACCESS_KEY), "eu-west-1");
            for (var result : results) {
                assertThat(result.outcome()).as(result.toString()).isIn(Outcome.IMPORTED, Outcome.RECONCILED);
                assertThat(held.keyPair(result.key().name()))
                        .get()
                        .extracting("line")
                        .isEqualTo(result.key().key().line());
            }
        }
    }

    /** A call that is delayed for longer than the client waits is struck when the run may be over. */
    private static void awaitStrike(Sandbox sandbox, String struck) {
        Flux.interval(Duration.ZERO, Duration.ofMillis(20))
                .onBackpressureDrop()
                .filter(tick -> sandbox.faults().count(struck) > 0)
                .blockFirst(SOON);
    }

    /** What can happen to any call's reply. The order is that of the names in reports. */
    private static Map<String, Fault> replies() {
        var faults = new LinkedHashMap<String, Fault>();
        for (var stage : Stage.values()) {
            var side = stage == Stage.BEFORE ? " before the effect" : " after the effect";
            faults.put("reset" + side, Fault.reset(stage));
            faults.put("close" + side, Fault.close(stage));
            faults.put("hang" + side, Fault.hang(stage, Duration.ofSeconds(30)));
            faults.put("garbage" + side, Fault.garbage(stage));
            faults.put("empty body" + side, Fault.emptyBody(stage));
            faults.put("HTML with 200" + side, Fault.html(stage, 200));
            faults.put("HTML with 503" + side, Fault.html(stage, 503));
            faults.put("service exception" + side, Fault.error(stage, "ServiceException"));
        }
        // Longer than an attempt may take: the effect comes after the client gave up, and after its look.
        var late = Duration.ofSeconds(1);
        faults.put("delay before the effect", Fault.delay(Stage.BEFORE, late, late));
        faults.put("delay after the effect", Fault.delay(Stage.AFTER, late, late));
        faults.put("other content type", new ReplyFault.Page(Stage.AFTER, 200, "text/plain", "fine"));
        faults.put("clock skew", Fault.clockSkew(Duration.ofHours(1)));
        faults.put("trickle", Fault.trickle(1, Duration.ofMillis(50)));
        faults.put("truncated body", Fault.truncate(50));
        faults.put("throttling", Fault.error(Stage.BEFORE, "ThrottlingException"));
        faults.put("setup in progress", Fault.error(Stage.BEFORE, "RegionSetupInProgressException"));
        faults.put("expired token", Fault.error(Stage.BEFORE, "ExpiredTokenException"));
        faults.put("stale connection", Fault.staleConnection(ReplyFault.StaleConnection.When.REUSE));
        return faults;
    }

    private static Fault operation(EffectFault.OperationCourse.End end) {
        return Fault.operation(2, end, EffectFault.OperationCourse.Effect.START);
    }
}
