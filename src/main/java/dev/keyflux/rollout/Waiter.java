package dev.keyflux.rollout;

import org.jspecify.annotations.Nullable;

/**
 * Somebody on the way through a {@link Door}. Who leaves before being in line never joins it, and who leaves between
 * line and work has a permit to give back. May come again once its permit is given back. Its fields are the gate's to lock.
 */
abstract class Waiter {

    final boolean forNewWork;
    boolean left;

    @Nullable
    Permit admittedWith;

    /**
     * Nobody in line yet.
     *
     * @param forNewWork whether to be sent away when the door closes to new work
     */
    Waiter(boolean forNewWork) {
        this.forNewWork = forNewWork;
    }

    /** Starts the work that the permit is for, on this thread. */
    abstract void admitted(Permit permit);

    /** The door closed first. */
    abstract void sentAway();
}
