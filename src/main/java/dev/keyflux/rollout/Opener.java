package dev.keyflux.rollout;

import dev.keyflux.target.Target;
import java.util.List;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Says when a run's lanes are opened: one after the other, each when its turn comes at both gates, where it waits behind
 * every lane that holds nothing and before those that would have more. Opened earlier, a lane would only wait in line too,
 * and keep its reading of the source and much else meanwhile; later, others would have what it should share.
 */
final class Opener {

    private final Door demand;
    private final Door calls;
    /** Openings whose lane has not come to the gates yet; once the subscriber has left or all lanes are open, none is kept. */
    private final Disposable.Composite underWay = Disposables.composite();

    /**
     * Opens nothing yet.
     *
     * @param demand hands out the results that were asked for
     * @param calls hands out the calls that may be in flight
     */
    Opener(Gate demand, Gate calls) {
        this.demand = demand.modestDoor();
        this.calls = calls.modestDoor();
    }

    /** The targets, each when its lane is to be opened. For one subscriber; what that drops holds no permit for long. */
    Flux<Opening> openings(List<Target> targets) {
        return Flux.fromIterable(targets)
                .concatMap(target -> permits().map(permits -> new Opening(target, permits, underWay::remove)), 1)
                .doOnNext(underWay::add)
                .doFinally(end -> underWay.dispose());
    }

    private Mono<List<Permit>> permits() {
        return demand.permit().flatMap(asked -> calls.permit().map(free -> List.of(asked, free)));
    }
}
