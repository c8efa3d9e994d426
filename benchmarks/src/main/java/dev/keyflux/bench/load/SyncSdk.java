package dev.keyflux.bench.load;

import java.net.URI;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lightsail.LightsailClient;
import software.amazon.awssdk.services.lightsail.model.ImportKeyPairResponse;

/** The synchronous SDK over Apache's client, with a thread a call. */
final class SyncSdk implements LoadClient {

    private final Imports imports = new Imports();
    private final ExecutorService threads;
    private final LightsailClient client;
    private final int inFlight;

    private SyncSdk(ExecutorService threads, URI endpoint, int inFlight) {
        this.threads = threads;
        this.inFlight = inFlight;
        this.client = LightsailClient.builder()
                .endpointOverride(endpoint)
                .region(Region.of(Imports.REGION))
                .credentialsProvider(Imports.CREDENTIALS)
                .httpClientBuilder(ApacheHttpClient.builder().maxConnections(inFlight))
                .build();
    }

    static SyncSdk pooled(URI endpoint, int inFlight) {
        return new SyncSdk(Executors.newFixedThreadPool(inFlight), endpoint, inFlight);
    }

    static SyncSdk virtual(URI endpoint, int inFlight) throws ReflectiveOperationException {
        // By reflection: this is compiled for a Java that has no virtual threads.
        var threads =
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        return new SyncSdk((ExecutorService) threads, endpoint, inFlight);
    }

    static boolean hasVirtualThreads() {
        return Runtime.version().feature() >= 21;
    }

    @Override
    public void run(int count) throws Exception {
        var permits = new Semaphore(inFlight);
        var done = new ExecutorCompletionService<ImportKeyPairResponse>(threads);
        var running = 0;
        for (var i = 0; i < count; i++) {
            var number = i;
            permits.acquire();
            done.submit(() -> {
                try {
                    return client.importKeyPair(imports.request(number));
                } finally {
                    permits.release();
                }
            });
            running++;
            for (var ended = done.poll(); ended != null; ended = done.poll()) {
                ended.get();
                running--;
            }
        }
        for (; running > 0; running--) {
            done.take().get();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        client.close();
    }
}
