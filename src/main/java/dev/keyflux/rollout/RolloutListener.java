package dev.keyflux.rollout;

import reactor.util.context.ContextView;

/**
 * Hears of every result of every run of a rollout, also of those that settle after the subscriber has cancelled.
 *
 * <p>Called on whatever thread settled the key, concurrently for different keys; must not block. What it throws is
 * logged and changes nothing.
 */
@FunctionalInterface
public interface RolloutListener {

    /**
     * A key has settled in a target.
     *
     * @param result what became of it
     * @param context the Reactor Context of the run's subscriber
     */
    void settled(ImportResult result, ContextView context);
}
