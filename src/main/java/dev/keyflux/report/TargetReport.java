package dev.keyflux.report;

import dev.keyflux.rollout.TargetFinished;
import dev.keyflux.target.Target;

/**
 * One target of a run.
 *
 * @param outcomes how the keys fared in it
 * @param finished what its lane told at its end
 */
public record TargetReport(OutcomeCounts outcomes, TargetFinished finished) {

    /** The target. */
    public Target target() {
        return finished.target();
    }
}
