package dev.keyflux.aws;

import dev.keyflux.target.Target;
import java.util.Collection;
import reactor.core.publisher.Mono;

/**
 * Hands out the calls on each target. One SDK client serves a region for all accounts, so ten thousand targets cost no
 * more clients than there are regions.
 */
public interface LightsailClients extends AutoCloseable {

    /** Starts the configuration of clients that talk to AWS, or to any endpoint that speaks its protocol. */
    static LightsailClientsBuilder builder() {
        return new LightsailClientsBuilder();
    }

    /** The calls on this target that change nothing. Cheap; makes no call. */
    KeyPairReader reader(Target target);

    /** The calls on this target. Cheap; makes no call. */
    KeyPairClient client(Target target);

    /**
     * Prepares what the first calls on these targets would otherwise wait for, one region after another on threads that
     * may block. Cold, makes no call, and is optional: subscribe to it while there is other work to do first. Fails
     * with {@link CallFailedException} if the SDK's settings cannot be followed, which each call then reports again.
     */
    default Mono<Void> prepare(Collection<Target> targets) {
        return Mono.empty();
    }

    /**
     * Closes connections and threads. Calls still in flight fail, by their timeout at the latest, and later ones at once. Blocks
     * for about a second at most; closing again does nothing.
     */
    @Override
    void close();
}
