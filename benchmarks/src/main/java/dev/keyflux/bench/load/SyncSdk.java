package dev.keyflux.bench.load;

import java.net.URI;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lightsail.LightsailClient;

/** The synchronous SDK over Apache's client, with as many threads as calls may be in flight. */
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
        var next = new AtomicInteger();
        // Each takes one call after another, so that nobody else need wake for it.
        Callable<Integer> caller = () -> {
            var made = 0;
            for (var number = next.getAndIncrement(); number < count; number = next.getAndIncrement()) {
                client.importKeyPair(imports.request(number));
                made++;
            }
            return made;
        };
        for (var ended : threads.invokeAll(Collections.nCopies(inFlight, caller))) {
            ended.get();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        client.close();
    }
}
