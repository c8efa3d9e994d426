package dev.keyflux.sandbox;

import static dev.keyflux.sandbox.SandboxClients.ALPHA;
import static dev.keyflux.sandbox.SandboxClients.answer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyflux.sandbox.fault.EffectFault.OperationCourse.Effect;
import dev.keyflux.sandbox.fault.EffectFault.OperationCourse.End;
import dev.keyflux.sandbox.fault.Fault;
import dev.keyflux.sandbox.fault.FaultPlan;
import dev.keyflux.sandbox.fault.FaultRule;
import dev.keyflux.sandbox.fault.Stage;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lightsail.LightsailAsyncClient;

/** The same work meets the same faults, however it is spread over connections and whatever arrives first. */
final class FaultDeterminismIT {

    @Test
    void faults_ofTheSameSeed_areTheSame() {
        var first = run(42);

        assertThat(run(42)).isEqualTo(first);
        assertThat(first.faults()).isNotEmpty();
        assertThat(first.held()).isNotEmpty();
    }

    @Test
    void faults_ofAnotherSeed_areOthers() {
        assertThat(run(43)).isNotEqualTo(run(42));
    }

    /** The report of the faults alone tells what has to be there now. */
    @Test
    void faults_tellTheFinalState() {
        try (var sandbox = Sandbox.builder().faults(chaos(7)).start();
                var clients = new SandboxClients(sandbox)) {
            var client = clients.lightsail(ALPHA, Region.EU_WEST_1);
            CompletableFuture.allOf(names().map(name -> attempt(client, name)).toArray(CompletableFuture<?>[]::new))
                    .join();
            var kept = new HashSet<String>();
            sandbox.faults().applied().stream()
                    .filter(met -> !met.tookEffect())
                    .forEach(met -> kept.add(met.call().name()));

            var held = sandbox.region(sandbox.accountId(ALPHA), "eu-west-1").activeNames();

            assertThat(held).isNotEmpty().doesNotContainAnyElementsOf(kept);
            assertThat(held.size() + kept.size()).isEqualTo(40);
        }
    }

    private record Ran(Set<AppliedFault> faults, Set<String> held) {}

    private static Ran run(long seed) {
        try (var sandbox = Sandbox.builder().faults(chaos(seed)).start();
                var clients = new SandboxClients(sandbox)) {
            var ireland = clients.lightsail(ALPHA, Region.EU_WEST_1);
            var ohio = clients.lightsail(ALPHA, Region.US_EAST_2);
            // Every key on its own three times over, all keys and both regions at once.
            var done = names().flatMap(name -> Stream.of(thrice(ireland, name), thrice(ohio, name)));
            answer(CompletableFuture.allOf(done.toArray(CompletableFuture<?>[]::new)));
            var held = new TreeSet<String>();
            for (var region : new String[] {"eu-west-1", "us-east-2"}) {
                sandbox.region(sandbox.accountId(ALPHA), region)
                        .activeNames()
                        .forEach(name -> held.add(region + "/" + name));
            }
            return new Ran(Set.copyOf(sandbox.faults().applied()), held);
        }
    }

    private static FaultPlan chaos(long seed) {
        return FaultPlan.seeded(seed)
                .with(FaultRule.of("lost requests", Fault.reset(Stage.BEFORE)).probability(0.2))
                .with(FaultRule.of("lost replies", Fault.close(Stage.AFTER)).probability(0.2))
                .with(FaultRule.of("errors", Fault.error(Stage.BEFORE, "ServiceException"))
                        .probability(0.2))
                .with(FaultRule.of("failing", Fault.operation(0, End.FAILED, Effect.NEVER))
                        .probability(0.1))
                .with(FaultRule.of("slow", Fault.delay(Stage.AFTER, Duration.ZERO, Duration.ofMillis(5))));
    }

    private static Stream<String> names() {
        return IntStream.range(0, 40).mapToObj(i -> "key-" + i);
    }

    private static CompletableFuture<?> thrice(LightsailAsyncClient client, String name) {
        return attempt(client, name)
                .thenCompose(done -> attempt(client, name))
                .thenCompose(done -> attempt(client, name));
    }

    private static CompletableFuture<Boolean> attempt(LightsailAsyncClient client, String name) {
        return client.importKeyPair(r -> r.keyPairName(name).publicKeyBase64(ExampleKeys.ED25519))
                .handle((done, failed) -> failed == null);
    }
}
