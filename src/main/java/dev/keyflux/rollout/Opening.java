package dev.keyflux.rollout;

import dev.keyflux.key.NamedKey;
import dev.keyflux.target.Target;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/** A lane that is to be opened, and what is kept for it until its first key is read. */
final class Opening implements Disposable {

    private final Target target;
    private final List<Permit> permits;
    private final Consumer<Opening> given;
    private final AtomicBoolean arrived = new AtomicBoolean();

    /**
     * Keeps the permits.
     *
     * @param given told once, when the permits are given back
     */
    Opening(Target target, List<Permit> permits, Consumer<Opening> given) {
        this.target = target;
        this.permits = permits;
        this.given = given;
    }

    Target target() {
        return target;
    }

    /** The lane's reading: with its first key the lane comes to the gates, without any it never does. */
    Flux<NamedKey> watched(Flux<NamedKey> keys) {
        return keys.doOnNext(any -> dispose()).doFinally(end -> dispose());
    }

    /** Gives the permits back, once however often it is called. */
    @Override
    public void dispose() {
        // Asked with every key, so it must cost nothing after the first.
        if (!arrived.get() && arrived.compareAndSet(false, true)) {
            given.accept(this);
            permits.forEach(permit -> permit.giveBack(false));
        }
    }

    @Override
    public boolean isDisposed() {
        return arrived.get();
    }
}
