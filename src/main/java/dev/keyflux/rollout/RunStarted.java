package dev.keyflux.rollout;

import dev.keyflux.target.Target;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/**
 * A run begins: no call was made yet, and its {@link dev.keyflux.key.KeySource}, if it has one, has been judged.
 *
 * @param id the run's id, unique
 * @param mode what the run does
 * @param startedAt when it began
 * @param keys how many keys it will settle in each target; empty if the keys come from a publisher that is read once
 * @param targets the targets, in the order they were given
 */
public record RunStarted(String id, Mode mode, Instant startedAt, OptionalLong keys, List<Target> targets)
        implements RolloutEvent {

    /** What a run does. */
    public enum Mode {
        /** Makes the keys present. */
        IMPORT,
        /** Looks, and tells what an import would do. */
        PLAN
    }

    /** Copies the targets. */
    public RunStarted {
        targets = List.copyOf(targets);
    }
}
