package dev.keyflux.rollout;

import dev.keyflux.target.Target;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Every key of a target has settled.
 *
 * @param target the target
 * @param keys how many keys were read for it; each has a result
 * @param calls how many calls were made to it, of any kind
 * @param throttled how many of them its region throttled; STS is not counted
 * @param retries how many calls repeated one that had failed, throttled ones included
 * @param duration from the start of its lane to its last result
 * @param latency how long its calls took; null if none was made
 * @param halted why its lane was given up before the end; null if it was not
 */
public record TargetFinished(
        Target target,
        long keys,
        long calls,
        long throttled,
        long retries,
        Duration duration,
        @Nullable Latency latency,
        @Nullable ErrorDetail halted)
        implements RolloutEvent {

    /**
     * How long the calls to a target took, from sending to the answer or failure.
     *
     * @param p50 the median, rounded up by 5 % at most
     * @param p95 the 95th percentile, likewise
     * @param max the longest
     */
    public record Latency(Duration p50, Duration p95, Duration max) {}
}
