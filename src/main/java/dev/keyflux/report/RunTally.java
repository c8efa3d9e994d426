package dev.keyflux.report;

import dev.keyflux.rollout.ImportResult;
import dev.keyflux.rollout.KeyRejected;
import dev.keyflux.rollout.Outcome;
import dev.keyflux.rollout.RolloutEvent;
import dev.keyflux.rollout.RunFinished;
import dev.keyflux.rollout.RunStarted;
import dev.keyflux.rollout.TargetFinished;
import dev.keyflux.target.Target;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts along with the events of one run. Not thread-safe: a run's events come one after another. */
final class RunTally {

    private final Map<Outcome, Long> total = new EnumMap<>(Outcome.class);
    private final Map<Target, Map<Outcome, Long>> byTarget = new HashMap<>();
    private @Nullable RunStarted started;
    private @Nullable RunFinished finished;
    private long rejected;
    private long keysRead;

    void add(RolloutEvent event) {
        if (event instanceof ImportResult result) {
            count(result);
        } else if (event instanceof TargetFinished end) {
            keysRead = Math.max(keysRead, end.keys());
        } else if (event instanceof KeyRejected) {
            rejected++;
        } else if (event instanceof RunStarted start) {
            if (started != null) {
                throw new IllegalStateException("run " + start.id() + " begins within run " + started.id());
            }
            started = start;
        } else if (event instanceof RunFinished end) {
            finished = end;
        }
    }

    private void count(ImportResult result) {
        total.merge(result.outcome(), 1L, Long::sum);
        byTarget.computeIfAbsent(result.target(), target -> new EnumMap<>(Outcome.class))
                .merge(result.outcome(), 1L, Long::sum);
    }

    RunStarted started() {
        if (started == null) {
            throw new IllegalStateException("no beginning of a run among the events");
        }
        return started;
    }

    RunFinished finished() {
        if (finished == null) {
            throw new IllegalStateException("no end of run " + started().id() + " among the events");
        }
        return finished;
    }

    TargetReport target(TargetFinished end) {
        return new TargetReport(outcomes(end.target()), end);
    }

    RunSummary summary() {
        // How many keys a source has that is read once is known only when it has been.
        var keys = started().keys().orElse(keysRead);
        return new RunSummary(keys, started().targets().size(), rejected, new OutcomeCounts(total), unaccounted(keys));
    }

    private long unaccounted(long keys) {
        return started().targets().stream()
                .mapToLong(target -> Math.abs(keys - outcomes(target).total()))
                .sum();
    }

    private OutcomeCounts outcomes(Target target) {
        return new OutcomeCounts(byTarget.getOrDefault(target, Map.of()));
    }
}
