package dev.keyflux.rollout;

import dev.keyflux.aws.Failure;
import reactor.core.publisher.Mono;

/** What a run does in each of its lanes. */
interface LaneWork {

    /**
     * Looks at the lane's target, and says how its keys are to be settled. Cold; subscribed at most once, when the first
     * key comes. Never fails: a target that cannot be surveyed gives its lane up. Empty if the lane closes meanwhile.
     */
    Mono<Settler> begin(LaneCalls calls, LaneStatus lane);

    /** Gives up a lane whose target did not let itself be surveyed. */
    static Settler refuse(LaneStatus lane, Failure failure) {
        lane.refuse(unread(failure), ErrorDetail.of(failure));
        return unsent(lane);
    }

    /** What becomes of a key whose target did not let itself be read, where nothing was sent. */
    static Outcome unread(Failure failure) {
        return switch (failure.kind()) {
            case DENIED, SETUP_IN_PROGRESS -> Outcome.DENIED;
            default -> Outcome.FAILED;
        };
    }

    /** How the keys of a lane are settled that has closed. */
    static Settler unsent(LaneStatus lane) {
        return key -> Mono.defer(() -> Mono.justOrEmpty(lane.unsent()));
    }
}
