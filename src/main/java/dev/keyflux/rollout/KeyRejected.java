package dev.keyflux.rollout;

import dev.keyflux.key.RejectedKey;

/**
 * An entry of the source is no importable key. It takes no part in the run.
 *
 * @param entry the entry and the reason
 */
public record KeyRejected(RejectedKey entry) implements RolloutEvent {}
