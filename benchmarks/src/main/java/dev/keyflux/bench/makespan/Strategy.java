package dev.keyflux.bench.makespan;

import dev.keyflux.aws.LightsailClients;
import dev.keyflux.aws.TunedSdk;
import dev.keyflux.key.KeySource;
import dev.keyflux.key.NamedKey;
import dev.keyflux.rollout.ImportResult;
import dev.keyflux.rollout.KeyRollout;
import dev.keyflux.rollout.RolloutSettings;
import dev.keyflux.target.Target;
import java.net.URI;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.lightsail.LightsailAsyncClient;

/** A way to bring keys to every region of a {@link World}. */
enum Strategy {
    KEYFLUX("Keyflux") {
        @Override
        Flux<Claim> run(URI endpoint, List<String> regions, List<NamedKey> keys) {
            return Flux.using(
                    () -> LightsailClients.builder()
                            .endpoint(endpoint)
                            .credentials(ACCESS_KEY, "secret")
                            .maxConnections(World.IN_FLIGHT)
                            .build(),
                    clients -> KeyRollout.builder(clients)
                            .settings(RolloutSettings.defaults()
                                    .withMaxInFlight(World.IN_FLIGHT)
                                    .withConcurrency(World.PER_REGION))
                            .build()
                            .run(KeySource.of(keys), Target.inRegions(regions))
                            .map(Strategy::claim),
                    LightsailClients::close);
        }
    },

    STANDARD("flatMap, SDK standard retries") {
        @Override
        Flux<Claim> run(URI endpoint, List<String> regions, List<NamedKey> keys) {
            return byHand(endpoint, regions, AwsRetryStrategy::standardRetryStrategy, clients -> inOne(clients, keys));
        }
    },

    EACH("flatMap in each region, SDK standard retries") {
        @Override
        Flux<Claim> run(URI endpoint, List<String> regions, List<NamedKey> keys) {
            return byHand(endpoint, regions, AwsRetryStrategy::standardRetryStrategy, clients -> inEach(clients, keys));
        }
    },

    ADAPTIVE("flatMap, SDK adaptive retries") {
        @Override
        Flux<Claim> run(URI endpoint, List<String> regions, List<NamedKey> keys) {
            return byHand(endpoint, regions, AwsRetryStrategy::adaptiveRetryStrategy, clients -> inOne(clients, keys));
        }
    };

    static final String ACCESS_KEY = "AKIDBENCH";

    private final String title;

    Strategy(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** What it says of each key and region, as soon as it says it. */
    abstract Flux<Claim> run(URI endpoint, List<String> regions, List<NamedKey> keys);

    private static Claim claim(ImportResult result) {
        var says = switch (result.outcome()) {
            case IMPORTED, RECONCILED, ALREADY_PRESENT -> Claim.Says.PRESENT;
            case UNKNOWN, UNVERIFIABLE -> Claim.Says.UNSURE;
            default -> Claim.Says.ABSENT;
        };
        return new Claim(result.target().region(), result.key().name(), says);
    }

    /** A call that ends well says so, any other that it failed; each region has a client with its own retries. */
    private static Flux<Claim> byHand(
            URI endpoint,
            List<String> regions,
            Supplier<RetryStrategy> retries,
            Function<List<RegionClient>, Flux<Claim>> way) {
        return Flux.using(
                () -> TunedSdk.retrying(endpoint, World.IN_FLIGHT, retries),
                sdk -> Flux.using(
                        () -> regions.stream()
                                .map(region -> new RegionClient(region, sdk.client(region)))
                                .toList(),
                        way,
                        clients -> clients.forEach(client -> client.sdk().close())),
                TunedSdk::close);
    }

    /** All in one line: key by key to all regions. */
    private static Flux<Claim> inOne(List<RegionClient> clients, List<NamedKey> keys) {
        return Flux.fromIterable(keys)
                .concatMapIterable(key ->
                        clients.stream().map(client -> client.sending(key)).toList())
                .flatMap(Import::send, World.IN_FLIGHT);
    }

    /** A line for each region, with the bound that Keyflux has. */
    private static Flux<Claim> inEach(List<RegionClient> clients, List<NamedKey> keys) {
        return Flux.fromIterable(clients)
                .flatMap(
                        client -> Flux.fromIterable(keys).map(client::sending).flatMap(Import::send, World.PER_REGION),
                        clients.size());
    }

    private record RegionClient(String region, LightsailAsyncClient sdk) {

        Import sending(NamedKey key) {
            return new Import(this, key);
        }
    }

    private record Import(RegionClient client, NamedKey key) {

        Mono<Claim> send() {
            return Mono.fromFuture(() -> client.sdk()
                            .importKeyPair(request -> request.keyPairName(key.name())
                                    .publicKeyBase64(key.key().line())))
                    .map(answer -> claim(Claim.Says.PRESENT))
                    .onErrorResume(error -> Mono.just(claim(Claim.Says.ABSENT)));
        }

        private Claim claim(Claim.Says says) {
            return new Claim(client.region(), key.name(), says);
        }
    }
}
