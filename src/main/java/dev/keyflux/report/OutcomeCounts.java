package dev.keyflux.report;

import dev.keyflux.rollout.Outcome;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * How often each outcome came about.
 *
 * @param byOutcome the count of every outcome, zero included, in the order of {@link Outcome}; unmodifiable
 */
public record OutcomeCounts(Map<Outcome, Long> byOutcome) {

    /** Copies the counts and fills in zeroes. */
    public OutcomeCounts {
        var complete = new EnumMap<Outcome, Long>(Outcome.class);
        for (var outcome : Outcome.values()) {
            complete.put(outcome, byOutcome.getOrDefault(outcome, 0L));
        }
        byOutcome = Collections.unmodifiableMap(complete);
    }

    /** How often this outcome came about. */
    public long of(Outcome outcome) {
        return byOutcome.getOrDefault(outcome, 0L);
    }

    /** How many outcomes are good. */
    public long good() {
        return sum(outcome -> outcome.standing() == Outcome.Standing.GOOD);
    }

    /** How many outcomes are a plan's wish. */
    public long planned() {
        return sum(outcome -> outcome.standing() == Outcome.Standing.PLANNED);
    }

    /** How many outcomes are bad. */
    public long bad() {
        return sum(Outcome::isBad);
    }

    /** How many outcomes there are. */
    public long total() {
        return sum(outcome -> true);
    }

    private long sum(Predicate<Outcome> wanted) {
        return byOutcome.entrySet().stream()
                .filter(entry -> wanted.test(entry.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
