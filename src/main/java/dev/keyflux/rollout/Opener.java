package dev.keyflux.rollout;

import dev.keyflux.target.Target;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

/**
 * Says when a run's lanes are opened: one after the other, each as soon as there is a permit that no open lane wants. Opened
 * earlier, a lane would only wait in line, and keep its reading of the source and much else meanwhile; later, it would leave
 * a permit idle. Each lane wants one permit at first, so as many are opened at once as there are permits.
 */
final class Opener {

    private final Iterator<Target> unopened;
    private final Gate calls;
    private final Gate demand;
    /** How many lanes have been opened that are yet to come to the gates, and will want a permit there. */
    private final AtomicInteger opening = new AtomicInteger();

    private final AtomicInteger rounds = new AtomicInteger();
    private volatile @Nullable FluxSink<Target> sink;

    /**
     * Opens nothing yet.
     *
     * @param calls hands out the calls that may be in flight
     * @param demand hands out the results that were asked for; lanes pass it first
     */
    Opener(List<Target> targets, Gate calls, Gate demand) {
        this.unopened = targets.iterator();
        this.calls = calls;
        this.demand = demand;
        calls.whenServed(this::openMore);
        demand.whenServed(this::openMore);
    }

    /** The targets, each when its lane is to be opened. For one subscriber, which takes all that comes. */
    Flux<Target> targets() {
        return Flux.create(lanes -> {
            sink = lanes;
            openMore();
        });
    }

    /** What an opened lane reads. With its first element the lane comes to the gates; without any it never does. */
    <T> Flux<T> watched(Flux<T> reading) {
        return reading.switchOnFirst((first, all) -> {
            opening.decrementAndGet();
            return first.hasValue() ? all : all.doFinally(end -> openMore());
        });
    }

    /** Opens lanes while permits are to spare. */
    private void openMore() {
        var lanes = sink;
        if (lanes == null || rounds.getAndIncrement() != 0) {
            return;
        }
        var seen = 1;
        do {
            while (unopened.hasNext() && !lanes.isCancelled() && isPermitSpare()) {
                opening.incrementAndGet();
                lanes.next(unopened.next());
            }
            if (!unopened.hasNext()) {
                lanes.complete();
                sink = null;
            }
            seen = rounds.addAndGet(-seen);
        } while (seen != 0);
    }

    private boolean isPermitSpare() {
        var taken = opening.get();
        return calls.spare() > taken && demand.spare() > taken;
    }
}
