package dev.keyflux.sandbox.fault;

import java.util.List;

/** What calls are counted for, when a rule strikes some of them by their number. */
public enum Tally {
    /**
     * Each operation on each key pair in each region for itself: the nth call is the nth attempt. Does not depend on the
     * order in which calls for different keys arrive.
     */
    KEY,
    /** Each account in each region: the nth call of any key there, in the order of arrival. */
    TARGET,
    /** All calls that the rule is about, in the order of arrival. */
    RULE;

    /** What calls that are counted together have in common. */
    public List<String> group(CallIdentity call) {
        return switch (this) {
            case KEY -> List.of(call.accountId(), call.region(), call.operation(), call.name());
            case TARGET -> List.of(call.accountId(), call.region());
            case RULE -> List.of();
        };
    }
}
