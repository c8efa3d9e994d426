package dev.keyflux.aws;

import dev.keyflux.target.Target;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.client.config.SdkAdvancedAsyncClientOption;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.lightsail.LightsailAsyncClient;
import software.amazon.awssdk.services.lightsail.LightsailAsyncClientBuilder;

/**
 * The SDK with Keyflux's own transport and settings, for baselines that differ from Keyflux in nothing but Keyflux itself;
 * and Keyflux over an HTTP client of the benchmark's choice.
 */
public final class TunedSdk implements AutoCloseable {

    private static final StaticCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDBENCH", "secret"));

    private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(10);

    private final Transport transport;
    private final UnaryOperator<LightsailAsyncClientBuilder> changes;

    private TunedSdk(@Nullable URI endpoint, int connections, UnaryOperator<LightsailAsyncClientBuilder> changes) {
        this.transport = new Transport(endpoint, Proxies.of(endpoint, Map.of()), ATTEMPT_TIMEOUT, connections);
        this.changes = changes;
    }

    /** Over the network, as Keyflux itself does it. */
    public static TunedSdk over(URI endpoint, int connections) {
        return new TunedSdk(endpoint, connections, builder -> builder);
    }

    /**
     * The same, but over the SDK's own sockets and event loops: as far as one comes with what its builders let one set. Its
     * connections end with the process.
     */
    public static TunedSdk overItsOwnSockets(URI endpoint, int connections) {
        var loops = SdkEventLoopGroup.builder()
                .numberOfThreads(Runtime.getRuntime().availableProcessors())
                .build();
        var http = Transport.http(loops, Proxies.of(endpoint, Map.of()), ATTEMPT_TIMEOUT, connections);
        return new TunedSdk(endpoint, connections, builder -> builder.httpClient(http));
    }

    /** The same, but each client with retries of the SDK's own. */
    public static TunedSdk retrying(URI endpoint, int connections, Supplier<RetryStrategy> retries) {
        return new TunedSdk(
                endpoint,
                connections,
                builder -> builder.overrideConfiguration(
                        builder.overrideConfiguration().copy(config -> config.retryStrategy(retries.get()))));
    }

    /** Over any HTTP client, with answers delivered on the thread that brings them: all work is on one thread. */
    public static TunedSdk over(SdkAsyncHttpClient http) {
        Executor sameThread = Runnable::run;
        return new TunedSdk(
                null,
                1,
                builder -> builder.httpClient(http)
                        .asyncConfiguration(async -> async.advancedOption(
                                SdkAdvancedAsyncClientOption.FUTURE_COMPLETION_EXECUTOR, sameThread)));
    }

    /** A client of the bare SDK. */
    public LightsailAsyncClient client(String region) {
        return builder(region).credentialsProvider(CREDENTIALS).build();
    }

    /** Keyflux's calls on one region over the same: what {@link SdkLightsailClients} makes, but for the transport. */
    public LightsailClients keyflux(String region) {
        var clock = new ServerClock(InstantSource.system());
        var sessions = new Sessions(CallersOwn.given(CREDENTIALS), transport, clock);
        var sdk = new Lazy<>(() ->
                SdkLightsailClients.prepare(builder(region), sessions, clock).build());
        return new LightsailClients() {
            @Override
            public KeyPairReader reader(Target target) {
                return client(target);
            }

            @Override
            public KeyPairClient client(Target target) {
                return new SdkKeyPairClient(sdk, target.account(), sessions);
            }

            @Override
            public void close() {
                TunedSdk.this.close();
            }
        };
    }

    private LightsailAsyncClientBuilder builder(String region) {
        return changes.apply(transport.prepare(LightsailAsyncClient.builder(), region));
    }

    @Override
    public void close() {
        transport.close();
    }
}
