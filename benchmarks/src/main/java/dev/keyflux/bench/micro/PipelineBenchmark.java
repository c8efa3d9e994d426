package dev.keyflux.bench.micro;

import dev.keyflux.aws.LightsailClients;
import dev.keyflux.aws.TunedSdk;
import dev.keyflux.bench.SampleKeys;
import dev.keyflux.key.KeySource;
import dev.keyflux.key.NamedKey;
import dev.keyflux.rollout.ImportResult;
import dev.keyflux.rollout.KeyRollout;
import dev.keyflux.rollout.Outcome;
import dev.keyflux.rollout.RolloutSettings;
import dev.keyflux.target.Target;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import software.amazon.awssdk.services.lightsail.LightsailAsyncClient;
import software.amazon.awssdk.services.lightsail.model.ImportKeyPairRequest;
import software.amazon.awssdk.services.lightsail.model.ImportKeyPairResponse;

/**
 * What does Keyflux add to an import beyond the SDK's own cost?
 *
 * <p>Without a network: every call is answered on its own thread before it returns, so that none waits for another, and
 * what is measured is work. {@link #bareSdk}, one call after
 * another; {@link #flatMap}, what one would write by hand; {@link #keyflux}, the whole pipeline, a run of a thousand keys
 * with its survey; {@link #keyfluxCalls}, only its client, without the run. Figures are per import.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class PipelineBenchmark {

    private static final int IMPORTS = 1_000;
    private static final int IN_FLIGHT = 64;
    private static final String REGION = "eu-west-1";
    private static final List<Target> TARGETS = Target.inRegions(List.of(REGION));

    private final List<NamedKey> keys = SampleKeys.named(IMPORTS);
    private final KeySource source = KeySource.of(keys);
    private final TunedSdk sdk = TunedSdk.over(new InstantHttp());
    private final LightsailAsyncClient client = sdk.client(REGION);
    private final LightsailClients clients = sdk.keyflux(REGION);
    private final KeyRollout rollout = KeyRollout.builder(clients)
            .settings(RolloutSettings.defaults().withMaxInFlight(IN_FLIGHT).withConcurrency(IN_FLIGHT))
            .build();

    /** Makes what is made only once, and proves that what is measured works. */
    @Setup
    public void prove() {
        var imported = rollout.run(source, TARGETS)
                .filter(result -> result.outcome() == Outcome.IMPORTED)
                .count()
                .block();
        if (imported == null || imported != IMPORTS) {
            throw new IllegalStateException("imported " + imported);
        }
    }

    /** Ends the threads. */
    @TearDown
    public void close() {
        client.close();
        sdk.close();
    }

    /** The floor: the SDK, one call after another. */
    @Benchmark
    @OperationsPerInvocation(IMPORTS)
    public void bareSdk(Blackhole hole) {
        for (var key : keys) {
            hole.consume(call(key).join());
        }
    }

    /** What one would write by hand: no survey, no retries, no proof. */
    @Benchmark
    @OperationsPerInvocation(IMPORTS)
    public @Nullable ImportKeyPairResponse flatMap() {
        return Flux.fromIterable(keys)
                .flatMap(key -> Mono.fromFuture(() -> call(key)), IN_FLIGHT)
                .blockLast();
    }

    /** Keyflux. */
    @Benchmark
    @OperationsPerInvocation(IMPORTS)
    public @Nullable ImportResult keyflux() {
        return rollout.run(source, TARGETS).blockLast();
    }

    /** Keyflux' client alone: credentials for each request, failures classified, answers as records. */
    @Benchmark
    @OperationsPerInvocation(IMPORTS)
    public void keyfluxCalls(Blackhole hole) {
        var region = clients.client(TARGETS.get(0));
        for (var key : keys) {
            hole.consume(region.importKeyPair(key.name(), key.key().line()).block());
        }
    }

    private CompletableFuture<ImportKeyPairResponse> call(NamedKey key) {
        return client.importKeyPair(ImportKeyPairRequest.builder()
                .keyPairName(key.name())
                .publicKeyBase64(key.key().line())
                .build());
    }
}
