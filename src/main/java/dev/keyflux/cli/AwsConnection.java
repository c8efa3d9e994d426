package dev.keyflux.cli;

import dev.keyflux.aws.LightsailClients;
import dev.keyflux.aws.LightsailClientsBuilder;
import dev.keyflux.aws.Proxies;
import dev.keyflux.rollout.KeyRollout;
import dev.keyflux.rollout.RolloutEvent;
import dev.keyflux.sandbox.Sandbox;
import dev.keyflux.target.Target;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/** Calls Lightsail, or the embedded sandbox. */
final class AwsConnection implements Connection {

    private final CountedClients clients;
    private final @Nullable Sandbox sandbox;

    private AwsConnection(LightsailClients clients, @Nullable Sandbox sandbox) {
        this.clients = new CountedClients(clients);
        this.sandbox = sandbox;
    }

    static Connection open(ConnectionSettings settings) {
        var builder = LightsailClients.builder()
                .endpoint(settings.endpoint())
                .profile(settings.profile())
                .attemptTimeout(settings.attemptTimeout())
                .maxConnections(settings.maxInFlight());
        if (!settings.sandbox()) {
            return new AwsConnection(clients(builder, settings.endpoint() == null), null);
        }
        var sandbox = Sandbox.builder().start();
        // The sandbox lets every access key in; giving it one keeps whatever AWS configuration there is out of the run.
        var clients = builder.endpoint(sandbox.url())
                .credentials("AKIDSANDBOX", "sandbox")
                .build();
        return new AwsConnection(clients, sandbox);
    }

    private static LightsailClients clients(LightsailClientsBuilder builder, boolean callsAws) {
        try {
            if (callsAws) {
                Proxies.tellJvm(System.getenv());
            }
            return builder.build();
        } catch (IllegalArgumentException e) {
            throw new UsageException("the variable " + e.getMessage(), e);
        }
    }

    @Override
    public void prepare(List<Target> targets) {
        // What does not come of it here comes of the first call, which can tell.
        clients.prepare(targets).subscribe(nothing -> {}, unready -> {});
    }

    @Override
    public Flux<RolloutEvent> events(RolloutRequest request, Publisher<?> stop) {
        return KeyRollout.builder(clients)
                .settings(request.settings())
                .stopWhen(stop)
                .build()
                .events(request.mode(), request.keys(), request.targets());
    }

    @Override
    public CallCounts calls() {
        return clients.counts();
    }

    @Override
    public void close() {
        clients.close();
        if (sandbox != null) {
            sandbox.close();
        }
    }
}
