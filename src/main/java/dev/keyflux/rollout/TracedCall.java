package dev.keyflux.rollout;

/** When a call started, by some clock in nanoseconds, and what its region's limit made of it. */
final class TracedCall {

    private final long startedAt;
    private Fate fate = Fate.PENDING;

    TracedCall(long startedAt) {
        this.startedAt = startedAt;
    }

    long startedAt() {
        return startedAt;
    }

    Fate fate() {
        return fate;
    }

    void end(boolean throttled) {
        fate = throttled ? Fate.THROTTLED : Fate.PASSED;
    }

    enum Fate {
        PENDING,
        PASSED,
        THROTTLED
    }
}
