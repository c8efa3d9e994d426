package dev.keyflux.bench.load;

import dev.keyflux.aws.LightsailClients;
import dev.keyflux.bench.SampleKeys;
import dev.keyflux.key.SshPublicKey;
import dev.keyflux.rollout.KeyRollout;
import dev.keyflux.rollout.Outcome;
import dev.keyflux.rollout.RolloutSettings;
import dev.keyflux.target.Target;
import java.net.URI;
import java.util.List;

/** Keyflux, keys from a source that is read as it goes. */
final class KeyfluxLoad implements LoadClient {

    private final SshPublicKey key = SshPublicKey.parse(new Imports().line());
    private final LightsailClients clients;
    private final KeyRollout rollout;

    KeyfluxLoad(URI endpoint, int inFlight) {
        clients = LightsailClients.builder()
                .endpoint(endpoint)
                .credentials(Imports.CREDENTIALS)
                .maxConnections(inFlight)
                .build();
        rollout = KeyRollout.builder(clients)
                .settings(RolloutSettings.defaults().withMaxInFlight(inFlight).withConcurrency(inFlight))
                .build();
    }

    @Override
    public void run(int count) {
        var good = rollout.run(SampleKeys.source(key, count), Target.inRegions(List.of(Imports.REGION)))
                .filter(result -> result.outcome() == Outcome.IMPORTED)
                .count()
                .blockOptional()
                .orElseThrow();
        if (good != count) {
            throw new IllegalStateException(good + " good of " + count);
        }
    }

    @Override
    public void close() {
        clients.close();
    }
}
