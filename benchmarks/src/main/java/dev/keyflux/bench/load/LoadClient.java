package dev.keyflux.bench.load;

import java.net.URI;

/** A way to import keys, of those that users would choose among. */
interface LoadClient extends AutoCloseable {

    /** Imports {@code key-0} to {@code key-N} and waits for every answer; fails if one is not a success. */
    void run(int imports) throws Exception;

    @Override
    void close();

    /** Makes a client. */
    @FunctionalInterface
    interface Maker {

        /**
         * A client of one region.
         *
         * @param endpoint where the region is
         * @param inFlight how many calls may be in flight at once
         */
        LoadClient make(URI endpoint, int inFlight) throws Exception;
    }
}
