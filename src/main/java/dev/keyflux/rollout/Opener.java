package dev.keyflux.rollout;

import dev.keyflux.key.NamedKey;
import dev.keyflux.target.Target;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Says when a run's lanes are opened: one after the other, each as soon as there is work for it. For that it waits at the
 * lanes' gates, behind every lane that holds nothing and before those that would have more. Opened earlier, a lane would
 * only wait in line too, and keep its reading of the source and much else meanwhile; later, others would have what it
 * should share. Lanes that wait elsewhere, for their pace or after a failure, keep none from being opened.
 */
final class Opener {

    private final Door demand;
    private final Door calls;

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

    /** The targets, each when its lane is to be opened. For one subscriber. */
    Flux<Opening> openings(List<Target> targets) {
        return Flux.fromIterable(targets)
                .concatMap(target -> permits().map(permits -> new Opening(target, permits)), 1);
    }

    private Mono<List<Permit>> permits() {
        return demand.permit().flatMap(asked -> calls.permit().map(free -> List.of(asked, free)));
    }

    /**
     * A lane that is to be opened.
     *
     * @param permits kept for the lane until it comes to the gates itself
     */
    record Opening(Target target, List<Permit> permits) {

        /** The lane's reading: with its first key the lane comes to the gates, without any it never does. */
        Flux<NamedKey> watched(Flux<NamedKey> keys) {
            return keys.doOnNext(any -> giveBack()).doFinally(end -> giveBack());
        }

        private void giveBack() {
            permits.forEach(permit -> permit.giveBack(false));
        }
    }
}
