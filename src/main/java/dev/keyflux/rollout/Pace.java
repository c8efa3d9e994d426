package dev.keyflux.rollout;

/**
 * How fast one lane may go by itself, whatever the other lanes do. Times are nanoseconds of one clock; never called by two
 * threads at once.
 */
interface Pace {

    /** How many calls may be in flight now. */
    int window();

    /** How long until the next call may start; 0 for now. */
    long delay(long now);

    /** A call starts. */
    void started(long now);

    /** A call that started at {@code startedAt} has ended. */
    void answered(long startedAt, boolean throttled);

    /** A call that was to start at {@code startedAt} has not reached the region. */
    void unused(long startedAt);

    /** As many as the gate lets through. */
    static Pace free() {
        return upTo(Integer.MAX_VALUE);
    }

    /** This many at a time, as fast as they can. */
    static Pace upTo(int window) {
        return new FixedWindow(window);
    }
}
