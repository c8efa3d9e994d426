package dev.keyflux.aws;

import dev.keyflux.target.Target;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import software.amazon.awssdk.http.auth.spi.scheme.AuthSchemeOption;
import software.amazon.awssdk.services.lightsail.LightsailAsyncClient;
import software.amazon.awssdk.services.lightsail.LightsailAsyncClientBuilder;
import software.amazon.awssdk.services.lightsail.auth.scheme.LightsailAuthSchemeProvider;

/** One SDK client a region, made when the region is first called; credentials are each request's own. */
final class SdkLightsailClients implements LightsailClients {

    private final Transport transport;
    private final Sessions sessions;
    private final ServerClock clock;
    private final ConcurrentMap<String, Lazy<LightsailAsyncClient>> regions = new ConcurrentHashMap<>();

    SdkLightsailClients(Transport transport, Sessions sessions, ServerClock clock) {
        this.transport = transport;
        this.clock = clock;
        this.sessions = sessions;
    }

    @Override
    public KeyPairReader reader(Target target) {
        return client(target);
    }

    @Override
    public KeyPairClient client(Target target) {
        return new SdkKeyPairClient(region(target), target.account(), sessions);
    }

    @Override
    public Mono<Void> prepare(Collection<Target> targets) {
        return Flux.fromIterable(targets)
                .map(this::region)
                .distinct()
                .concatMap(Lazy::value)
                .then();
    }

    private Lazy<LightsailAsyncClient> region(Target target) {
        return regions.computeIfAbsent(
                target.region(),
                name -> new Lazy<>(() -> Transport.made(
                        () -> prepare(transport.prepare(LightsailAsyncClient.builder(), name), sessions, clock))));
    }

    /** Has the client sign by {@code clock}, as the caller unless a request says otherwise. */
    static LightsailAsyncClientBuilder prepare(
            LightsailAsyncClientBuilder builder, Sessions sessions, ServerClock clock) {
        var sdk = LightsailAuthSchemeProvider.defaultProvider();
        // In one region an operation is always signed in the same way; to find out anew is a tenth of a call's garbage.
        var known = new ConcurrentHashMap<String, List<AuthSchemeOption>>();
        return builder.credentialsProvider(sessions.signer())
                .authSchemeProvider(call -> known.computeIfAbsent(
                        call.operation(), operation -> clock.signing(sdk.resolveAuthScheme(call))));
    }

    @Override
    public void close() {
        // First, so that calls that come meanwhile hear why they fail.
        transport.close();
        regions.values().forEach(region -> region.close(LightsailAsyncClient::close));
        sessions.close();
    }
}
