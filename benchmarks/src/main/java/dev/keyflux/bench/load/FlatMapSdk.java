package dev.keyflux.bench.load;

import dev.keyflux.aws.TunedSdk;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import software.amazon.awssdk.services.lightsail.LightsailAsyncClient;

/** A {@code flatMap} over the asynchronous SDK with Keyflux's settings. */
final class FlatMapSdk implements LoadClient {

    private final Imports imports = new Imports();
    private final TunedSdk sdk;
    private final LightsailAsyncClient client;
    private final int inFlight;

    FlatMapSdk(TunedSdk sdk, int inFlight) {
        this.sdk = sdk;
        this.client = sdk.client(Imports.REGION);
        this.inFlight = inFlight;
    }

    @Override
    public void run(int count) {
        Flux.range(0, count)
                .flatMap(i -> Mono.fromFuture(() -> client.importKeyPair(imports.request(i))), inFlight)
                .blockLast();
    }

    @Override
    public void close() {
        client.close();
        sdk.close();
    }
}
