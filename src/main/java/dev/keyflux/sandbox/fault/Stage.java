package dev.keyflux.sandbox.fault;

/** On which side of a call's effect a fault strikes: what the client sees can be the same, the state is not. */
public enum Stage {
    /** The call does not take effect, or, if it is only delayed, not yet. */
    BEFORE,
    /** The call has taken effect; only its answer is at stake. */
    AFTER
}
