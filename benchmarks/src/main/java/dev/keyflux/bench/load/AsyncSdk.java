package dev.keyflux.bench.load;

import dev.keyflux.aws.TunedSdk;
import java.net.URI;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lightsail.LightsailAsyncClient;

/** The asynchronous SDK, with a semaphore to bound it. */
final class AsyncSdk implements LoadClient {

    private final Imports imports = new Imports();
    private final LightsailAsyncClient client;
    private final Runnable closing;
    private final int inFlight;

    private AsyncSdk(LightsailAsyncClient client, Runnable closing, int inFlight) {
        this.client = client;
        this.closing = closing;
        this.inFlight = inFlight;
    }

    /** With the settings and sockets of {@code sdk}. */
    static AsyncSdk tuned(TunedSdk sdk, int inFlight) {
        return new AsyncSdk(sdk.client(Imports.REGION), sdk::close, inFlight);
    }

    /** With the SDK's own. */
    static AsyncSdk untuned(URI endpoint, int inFlight) {
        var client = LightsailAsyncClient.builder()
                .endpointOverride(endpoint)
                .region(Region.of(Imports.REGION))
                .credentialsProvider(Imports.CREDENTIALS)
                .build();
        return new AsyncSdk(client, () -> {}, inFlight);
    }

    @Override
    public void run(int count) throws InterruptedException {
        var permits = new Semaphore(inFlight);
        var failure = new AtomicReference<@Nullable Throwable>();
        for (var i = 0; i < count; i++) {
            permits.acquire();
            var unused = client.importKeyPair(imports.request(i)).whenComplete((answer, error) -> {
                if (error != null) {
                    failure.set(error);
                }
                permits.release();
            });
        }
        permits.acquire(inFlight);
        if (failure.get() != null) {
            throw new IllegalStateException(failure.get());
        }
    }

    @Override
    public void close() {
        client.close();
        closing.run();
    }
}
