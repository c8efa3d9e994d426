package dev.keyflux.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyflux.aws.LightsailClients;
import dev.keyflux.key.KeyBatch;
import dev.keyflux.key.KeySource;
import dev.keyflux.sandbox.Sandbox;
import dev.keyflux.sandbox.SandboxRegion;
import dev.keyflux.sandbox.fault.EffectFault.OperationCourse.Effect;
import dev.keyflux.sandbox.fault.EffectFault.OperationCourse.End;
import dev.keyflux.sandbox.fault.Fault;
import dev.keyflux.sandbox.fault.FaultPlan;
import dev.keyflux.sandbox.fault.FaultRule;
import dev.keyflux.sandbox.fault.Stage;
import dev.keyflux.target.Target;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Everything goes wrong at once, by seed: whatever comes of a run, its report must be true. */
final class ChaosIT {

    private static final Duration SOON = Duration.ofSeconds(55);
    private static final String ACCESS_KEY = "AKIDCHAOS";
    private static final List<String> REGIONS = List.of("eu-west-1", "us-east-1", "ap-east-1");
    private static final KeyBatch KEYS = KeyBatch.read(KeySource.folder(Path.of("src/examples/keys")))
            .blockOptional(SOON)
            .orElseThrow();

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void run_everythingFailsNowAndThen_reportIsTrue(long seed) {
        try (var sandbox = Sandbox.builder().faults(chaos(seed)).pageSize(4).start();
                var clients = LightsailClients.builder()
                        .endpoint(sandbox.url())
                        .credentials(StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY, "any")))
                        .attemptTimeout(Duration.ofSeconds(1))
                        .build()) {
            var account = sandbox.accountId(ACCESS_KEY);
            sandbox.region(account, "us-east-1").putResource(KEYS.keys().get(3).name(), "Instance");

            var results = KeyRollout.builder(clients)
                    .build()
                    .run(KEYS, Target.inRegions(REGIONS))
                    .collectList()
                    .block(SOON);

            assertThat(sandbox.faults().count()).isPositive();
            assertThat(results).isNotNull().hasSize(KEYS.keys().size() * REGIONS.size());
            results.forEach(result ->
                    assertTrue(result, sandbox.region(account, result.target().region())));
        }
    }

    /** Holds a result against what its region holds now. */
    private static void assertTrue(ImportResult result, SandboxRegion region) {
        var held = region.keyPair(result.key().name());
        var what = "%s in %s: %s".formatted(result.key().name(), result.target(), result);
        switch (result.outcome()) {
            case IMPORTED, RECONCILED ->
                assertThat(held)
                        .as(what)
                        .get()
                        .extracting("line")
                        .isEqualTo(result.key().key().line());
            case CONFLICT -> {
                assertThat(result.heldBy()).as(what).isEqualTo(HeldBy.OTHER_RESOURCE);
                assertThat(result.key().name())
                        .as(what)
                        .isEqualTo(KEYS.keys().get(3).name());
                assertThat(held).as(what).isEmpty();
            }
            case FAILED, DENIED, NOT_ATTEMPTED -> assertThat(held).as(what).isEmpty();
            case UNKNOWN -> assertThat(result.error()).as(what).isNotNull();
            default -> throw new AssertionError("an outcome that nothing here can lead to: " + what);
        }
    }

    private static FaultPlan chaos(long seed) {
        return FaultPlan.seeded(seed)
                .with(FaultRule.of("lost requests", Fault.reset(Stage.BEFORE)).probability(0.06))
                .with(FaultRule.of("lost replies", Fault.reset(Stage.AFTER)).probability(0.08))
                .with(FaultRule.of("closed", Fault.close(Stage.AFTER)).probability(0.04))
                .with(FaultRule.of("garbage", Fault.garbage(Stage.AFTER)).probability(0.04))
                .with(FaultRule.of("empty", Fault.emptyBody(Stage.BEFORE)).probability(0.04))
                .with(FaultRule.of("page", Fault.html(Stage.AFTER, 503)).probability(0.05))
                .with(FaultRule.of("hang", Fault.hang(Stage.AFTER, Duration.ofSeconds(20)))
                        .probability(0.02))
                .with(FaultRule.of("throttled", Fault.error(Stage.BEFORE, "ThrottlingException"))
                        .probability(0.1))
                .with(FaultRule.of("expired", Fault.error(Stage.BEFORE, "ExpiredTokenException"))
                        .probability(0.02))
                .with(FaultRule.of("slow", Fault.delay(Stage.AFTER, Duration.ofMillis(1), Duration.ofMillis(60))))
                .with(FaultRule.of("later", Fault.operation(1, End.SUCCEEDED, Effect.END))
                        .operations("ImportKeyPair")
                        .probability(0.1))
                .with(FaultRule.of("fails", Fault.operation(1, End.FAILED, Effect.NEVER))
                        .operations("ImportKeyPair")
                        .probability(0.05))
                .with(FaultRule.of("vanishes", Fault.operation(1, End.VANISHED, Effect.START))
                        .operations("ImportKeyPair")
                        .probability(0.05))
                .with(FaultRule.of("lag", Fault.readLag(Duration.ofMillis(300), 1))
                        .probability(0.1))
                .with(FaultRule.of("empty pages", Fault.emptyPage()).probability(0.2));
    }
}
