package dev.keyflux.rollout;

import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;

/**
 * A run's results for subscribers who hear of nothing else, and so could not tell that one is missing. What else there is
 * to hear is taken out within each lane, so that it needs no demand: who asks for exactly all results hears of their end.
 */
final class Results {

    /** Results that lanes which have finished were to have, less those that came; 0 at the end of a run. */
    private final AtomicLong owed = new AtomicLong();

    /** A lane's results alone, each of which spends a permit of its door. */
    Flux<ImportResult> ofLane(Flux<RolloutEvent> events, Door door) {
        return events.handle((event, sink) -> take(event, sink, door));
    }

    private void take(RolloutEvent event, SynchronousSink<ImportResult> sink, Door door) {
        if (event instanceof ImportResult result) {
            door.spend();
            sink.next(result);
        } else if (event instanceof TargetFinished finished) {
            owed.addAndGet(finished.keys());
        }
    }

    /** The results of all lanes; ends with an error if there is not one for each key that was read for each target. */
    Flux<ImportResult> counted(Flux<ImportResult> ofAllLanes) {
        return ofAllLanes.doOnNext(result -> owed.decrementAndGet()).concatWith(proof());
    }

    private Mono<ImportResult> proof() {
        return Mono.defer(() -> {
            var missing = owed.get();
            return missing == 0
                    ? Mono.empty()
                    : Mono.error(new IllegalStateException(
                            "a defect: results missing: " + missing + "; a plan tells what the targets hold"));
        });
    }
}
