package dev.keyflux.report;

import dev.keyflux.rollout.HeldBy;
import dev.keyflux.rollout.ImportResult;
import dev.keyflux.rollout.Outcome;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** Results that have the same thing wrong with them, and so the same advice. */
record Group(Outcome outcome, @Nullable HeldBy heldBy) implements Comparable<Group> {

    private static final Comparator<Group> ORDER = Comparator.comparing(Group::outcome)
            .thenComparing(Group::heldBy, Comparator.nullsFirst(Comparator.naturalOrder()));

    static Group of(ImportResult result) {
        return new Group(result.outcome(), result.heldBy());
    }

    String label() {
        return heldBy == null ? outcome.wireName() : outcome.wireName() + ", held by " + heldBy.wireName();
    }

    @Override
    public int compareTo(Group other) {
        return ORDER.compare(this, other);
    }
}
