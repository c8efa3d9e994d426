package dev.keyflux.rollout;

import java.time.Instant;

/**
 * A run has ended; every key has settled in every target.
 *
 * @param finishedAt when it ended
 * @param stopped whether a stop signal ended it; a deadline that passed is not one
 */
public record RunFinished(Instant finishedAt, boolean stopped) implements RolloutEvent {}
