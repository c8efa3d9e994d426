package dev.keyflux.rollout;

import dev.keyflux.aws.Operation;
import dev.keyflux.key.NamedKey;
import dev.keyflux.target.Target;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of one key in one target. A failed import is such a value too, never an error signal.
 *
 * @param key the key
 * @param target the target
 * @param outcome what became of it
 * @param heldBy what holds the name, in a {@link Outcome#CONFLICT}; null otherwise
 * @param attempts how many ImportKeyPair requests were made for it, not counting those that were throttled, had a stale
 *     signature, met a region or account that is still being set up, or were never sent
 * @param startedAt when work on it began
 * @param duration how long it took to settle
 * @param operation the operation that the service answered; null if none was
 * @param error why the outcome is bad; null for good and planned ones
 */
public record ImportResult(
        NamedKey key,
        Target target,
        Outcome outcome,
        @Nullable HeldBy heldBy,
        int attempts,
        Instant startedAt,
        Duration duration,
        @Nullable Operation operation,
        @Nullable ErrorDetail error)
        implements RolloutEvent {}
