package dev.keyflux.sandbox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The faults that calls met: those that made a difference, so not a throttle that let a call pass, nor an empty page for an
 * import. Written before the reply goes out: a client that knows what befell it finds it here. In the order in which calls
 * took effect or would have; a call that met several faults has an entry for each. Live: each method answers for the moment.
 */
public final class FaultLog {
    /** How many entries are kept; more are counted only. */
    public static final int CAPACITY = 100_000;

    private final List<AppliedFault> applied = new ArrayList<>();
    private final Map<String, Long> counts = new HashMap<>();

    FaultLog() {}

    /** The first {@value #CAPACITY} faults, as a copy. */
    public synchronized List<AppliedFault> applied() {
        return List.copyOf(applied);
    }

    /** The entries of one rule, as a copy. */
    public synchronized List<AppliedFault> applied(String rule) {
        return applied.stream().filter(fault -> fault.rule().equals(rule)).toList();
    }

    /** How many there were, kept or not. */
    public synchronized long count() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many there were of one rule, kept or not. */
    public synchronized long count(String rule) {
        return counts.getOrDefault(rule, 0L);
    }

    synchronized void add(AppliedFault fault) {
        counts.merge(fault.rule(), 1L, Long::sum);
        if (applied.size() < CAPACITY) {
            applied.add(fault);
        }
    }
}
