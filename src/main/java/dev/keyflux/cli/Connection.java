package dev.keyflux.cli;

import dev.keyflux.rollout.RolloutEvent;
import dev.keyflux.target.Target;
import java.util.List;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/** The way to Lightsail, open. */
interface Connection extends AutoCloseable {

    /** Begins, on another thread, what first calls on these targets would wait for; makes no call. */
    void prepare(List<Target> targets);

    /** The events of one run, cold; it drains once {@code stop} emits or completes. */
    Flux<RolloutEvent> events(RolloutRequest request, Publisher<?> stop);

    /** How its calls fare at this moment. */
    CallCounts calls();

    /** Closes connections and threads. Blocks for about a second at most. */
    @Override
    void close();
}
