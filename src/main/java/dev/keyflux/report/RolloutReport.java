package dev.keyflux.report;

import dev.keyflux.key.RejectedKey;
import dev.keyflux.rollout.ImportResult;
import dev.keyflux.rollout.RolloutEvent;
import dev.keyflux.rollout.RunStarted.Mode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * All that is known of a run that has ended: what the JSON report says, as values.
 *
 * @param id the run's id
 * @param mode what the run did
 * @param startedAt when it began
 * @param finishedAt when its last key had settled
 * @param stopped whether a stop signal came before its end; a deadline alone does not count
 * @param outputFailed whether some output of the run could not be written
 * @param summary the run in numbers
 * @param targets its targets, in the order in which they were given
 * @param results one result a key and target, in the order in which they settled; only the bad ones from {@link
 *     #collectBad}
 * @param rejected the entries that are no importable key, in the order in which they were read
 */
public record RolloutReport(
        String id,
        Mode mode,
        Instant startedAt,
        Instant finishedAt,
        boolean stopped,
        boolean outputFailed,
        RunSummary summary,
        List<TargetReport> targets,
        List<ImportResult> results,
        List<RejectedKey> rejected) {

    /** Copies the lists. */
    public RolloutReport {
        targets = List.copyOf(targets);
        results = List.copyOf(results);
        rejected = List.copyOf(rejected);
    }

    /**
     * Collects the events of one run, a subscription at a time; holds every result in memory. Meant for {@code
     * rollout.events(mode, keys, targets).as(RolloutReport::collect)}. Signals {@link IllegalStateException} if the events
     * are not those of one whole run; an error of the events goes through.
     */
    public static Mono<RolloutReport> collect(Flux<RolloutEvent> events) {
        return collect(events, any -> true);
    }

    /**
     * The same, but holds only bad results, so that a run that goes well may be of any size. A {@link TextSummary}
     * names no others; {@link JsonReport} refuses such a report.
     */
    public static Mono<RolloutReport> collectBad(Flux<RolloutEvent> events) {
        return collect(events, result -> result.outcome().isBad());
    }

    private static Mono<RolloutReport> collect(Flux<RolloutEvent> events, Predicate<ImportResult> held) {
        return events.collect(() -> new ReportCollector(held), ReportCollector::add)
                .map(ReportCollector::report);
    }

    /** Whether {@link #results} has every result, not only bad ones. */
    public boolean hasEveryResult() {
        return results.size() == summary.outcomes().total();
    }

    /** The same, but with {@link #outputFailed} true. */
    public RolloutReport withOutputFailed() {
        return new RolloutReport(id, mode, startedAt, finishedAt, stopped, true, summary, targets, results, rejected);
    }

    /** How long the run took. */
    public Duration duration() {
        return Duration.between(startedAt, finishedAt);
    }

    /**
     * The exit code that tells scripts of this run, the first of these that holds: 1 if something could not be written, 130
     * if a stop signal came, 1 if an outcome is bad or missing or an entry was rejected, 3 for a plan that wants changes, 0.
     */
    public int exitCode() {
        return outputFailed ? ExitCode.SOMETHING_BAD : summary.exitCode(mode, stopped);
    }
}
