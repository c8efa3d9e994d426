package dev.keyflux.cli;

import dev.keyflux.key.KeyBatch;
import dev.keyflux.rollout.RolloutSettings;
import dev.keyflux.rollout.RunStarted.Mode;
import dev.keyflux.target.Target;
import java.util.List;

/**
 * What a run is to do.
 *
 * @param mode whether to act or to look
 * @param keys the judged keys
 * @param targets where they are to be
 * @param settings the bounds
 */
record RolloutRequest(Mode mode, KeyBatch keys, List<Target> targets, RolloutSettings settings) {}
