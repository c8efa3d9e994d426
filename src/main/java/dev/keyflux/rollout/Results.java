package dev.keyflux.rollout;

import reactor.core.publisher.Flux;
import reactor.core.publisher.SynchronousSink;

/** The results among a run's events, for subscribers who hear of nothing else and so could not tell that one is missing. */
final class Results {

    /** Results that targets which have finished were to have, less those that came; 0 at the end of a run. */
    private long owed;

    private Results() {}

    /** Every result; ends with an error if there is not one for each key that was read for each target. */
    static Flux<ImportResult> of(Flux<RolloutEvent> events) {
        return Flux.defer(() -> events.handle(new Results()::take));
    }

    private void take(RolloutEvent event, SynchronousSink<ImportResult> sink) {
        if (event instanceof ImportResult result) {
            owed--;
            sink.next(result);
        } else if (event instanceof TargetFinished finished) {
            owed += finished.keys();
        } else if (event instanceof RunFinished && owed != 0) {
            sink.error(new IllegalStateException(
                    "a defect: results missing: " + owed + "; a plan tells what the targets hold"));
        }
    }
}
