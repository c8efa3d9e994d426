package dev.keyflux.rollout;

/**
 * What a run tells as it goes, in this order: one {@link RunStarted}; a {@link KeyRejected} for each entry that is no
 * importable key; then {@link ImportResult}s as they settle, with a {@link TargetFinished} behind the last result of each
 * target; one {@link RunFinished}.
 */
public sealed interface RolloutEvent permits RunStarted, KeyRejected, ImportResult, TargetFinished, RunFinished {}
