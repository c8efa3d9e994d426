package dev.keyflux.rollout;

import java.time.Instant;

/**
 * A run has ended; every key has settled in every target.
 *
 * @param finishedAt when it ended
 * @param stopped whether a stop signal came before its end, be it after its deadline; that alone is none
 */
public record RunFinished(Instant finishedAt, boolean stopped) implements RolloutEvent {}
