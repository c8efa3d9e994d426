package dev.keyflux;

import dev.keyflux.aws.LightsailClients;
import dev.keyflux.key.KeySource;
import dev.keyflux.rollout.KeyRollout;
import dev.keyflux.rollout.RolloutSettings;
import dev.keyflux.target.RegionSelection;
import dev.keyflux.target.Target;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The README's example, as it stands there; {@link ReadmeIT} compares the two and runs it. */
final class ReadmeExample {

    private static final Logger LOG = LoggerFactory.getLogger(ReadmeExample.class);

    private ReadmeExample() {}

    static void run() {
        try (var clients = LightsailClients.builder().build()) {
            var rollout = KeyRollout.builder(clients)
                    .settings(RolloutSettings.defaults().withMaxInFlight(128))
                    .build();
            var keys = KeySource.folder(Path.of("src/examples/keys"));
            var targets = Target.inRegions(RegionSelection.parse("us-east-1,eu-*"));

            rollout.run(keys, targets)
                    .filter(result -> result.outcome().isBad())
                    .doOnNext(result -> LOG.warn(
                            "{} in {}: {} {}", result.key().name(), result.target(), result.outcome(), result.error()))
                    .blockLast();
        }
    }
}
