package dev.keyflux.bench.makespan;

/**
 * What a client says of one key in one region once it is done with it.
 *
 * @param region the region
 * @param name the key pair's name
 * @param says what it says
 */
record Claim(String region, String name, Says says) {

    /** Whether the key is there. */
    enum Says {
        PRESENT,
        ABSENT,
        /** The client says that it does not know, which is never untrue. */
        UNSURE
    }
}
