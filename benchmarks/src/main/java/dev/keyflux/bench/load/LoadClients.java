package dev.keyflux.bench.load;

import dev.keyflux.aws.TunedSdk;
import java.util.LinkedHashMap;
import java.util.Map;

/** The clients that are Java programs, by the name of their row. */
final class LoadClients {

    static final String FLOOR = "netty-floor";
    static final String KEYFLUX = "keyflux";
    static final String TUNED = "sdk-async-tuned";

    private LoadClients() {}

    static Map<String, LoadClient.Maker> all() {
        var all = new LinkedHashMap<String, LoadClient.Maker>();
        all.put(FLOOR, NettyFloor::new);
        all.put(TUNED, (endpoint, inFlight) -> AsyncSdk.tuned(TunedSdk.over(endpoint, inFlight), inFlight));
        all.put(KEYFLUX, KeyfluxLoad::new);
        all.put("sdk-flatmap", (endpoint, inFlight) -> new FlatMapSdk(TunedSdk.over(endpoint, inFlight), inFlight));
        all.put(
                "sdk-async-settings",
                (endpoint, inFlight) -> AsyncSdk.tuned(TunedSdk.overItsOwnSockets(endpoint, inFlight), inFlight));
        all.put("sdk-async-untuned", AsyncSdk::untuned);
        all.put("sdk-sync-pool", SyncSdk::pooled);
        if (SyncSdk.hasVirtualThreads()) {
            all.put("sdk-virtual-threads", SyncSdk::virtual);
        }
        return all;
    }
}
