package dev.keyflux.rollout;

import java.time.Instant;

/**
 * A run has ended; every key has settled in every target.
 *
 * @param finishedAt when it ended
 * @param stopped whether a stop signal came before its end, even after its deadline; a deadline alone does not count
 */
public record RunFinished(Instant finishedAt, boolean stopped) implements RolloutEvent {}
