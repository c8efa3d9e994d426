package dev.keyflux.cli;

import java.util.function.Supplier;

/** Tells when somebody wants the process to stop. */
@FunctionalInterface
interface Interrupts {

    /**
     * Does {@code work} and answers its result, and listens as long as that takes.
     *
     * @param listener hears of the first request only, on a thread of its own; a second one ends the process at once
     */
    <T> T listenDuring(Supplier<T> work, Listener listener);

    /** Hears that the process is to stop. */
    @FunctionalInterface
    interface Listener {

        /** Somebody wants the process to stop, by this signal: {@code INT}, {@code TERM} or {@code HUP}. */
        void interrupted(String signal);
    }
}
