package dev.keyflux.report;

import dev.keyflux.key.RejectedKey;
import dev.keyflux.rollout.ImportResult;
import dev.keyflux.rollout.KeyRejected;
import dev.keyflux.rollout.RolloutEvent;
import dev.keyflux.rollout.TargetFinished;
import dev.keyflux.target.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Holds the events of one run until they make a {@link RolloutReport}. */
final class ReportCollector {

    private final Predicate<ImportResult> held;
    private final RunTally tally = new RunTally();
    private final List<ImportResult> results = new ArrayList<>();
    private final List<RejectedKey> rejected = new ArrayList<>();
    private final Map<Target, TargetFinished> finished = new HashMap<>();

    /** Holds of the results those that {@code held} says. */
    ReportCollector(Predicate<ImportResult> held) {
        this.held = held;
    }

    void add(RolloutEvent event) {
        tally.add(event);
        if (event instanceof ImportResult result) {
            if (held.test(result)) {
                results.add(result);
            }
        } else if (event instanceof KeyRejected entry) {
            rejected.add(entry.entry());
        } else if (event instanceof TargetFinished end) {
            finished.put(end.target(), end);
        }
    }

    RolloutReport report() {
        var started = tally.started();
        var end = tally.finished();
        return new RolloutReport(
                started.id(),
                started.mode(),
                started.startedAt(),
                end.finishedAt(),
                end.stopped(),
                false,
                tally.summary(),
                started.targets().stream().map(this::target).toList(),
                results,
                rejected);
    }

    private TargetReport target(Target target) {
        var end = finished.get(target);
        if (end == null) {
            throw new IllegalStateException("no end of target " + target + " among the events");
        }
        return tally.target(end);
    }
}
