package dev.keyflux.sandbox;

import java.util.HashMap;
import java.util.Map;

/**
 * What a sandbox was asked. Every request that names its operation, and whose credentials hold, is a call, even if the
 * service then refuses it or does not know the operation. Live: each method answers for the moment.
 *
 * <p>A call is in flight from the moment its request is decoded until just before the last of its answer, or the end of the
 * connection, is handed to the network, so a client that waits for answers never sees fewer of its own calls in flight than
 * the sandbox does. Only a client that gives up
 * early can: the call that it abandoned is still in flight here until its answer is due. STS calls are counted, but are
 * not in flight in the sense of this log: what is bounded in practice is the load on Lightsail.
 */
public final class CallLog {
    private final Map<SandboxCall, Long> counts = new HashMap<>();
    private final Map<Place, Gauge> places = new HashMap<>();
    private final Gauge everywhere = new Gauge();

    CallLog() {}

    /** How many calls there were, of both services. */
    public synchronized long count() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many calls of this operation there were, over all accounts and regions. */
    public synchronized long count(String operation) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getKey().operation().equals(operation))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** How many calls of this operation an account made in a region. */
    public synchronized long count(String accountId, String region, String operation) {
        return counts.getOrDefault(new SandboxCall(accountId, region, operation), 0L);
    }

    /** How many calls there were of each kind, as a copy. */
    public synchronized Map<SandboxCall, Long> counts() {
        return Map.copyOf(counts);
    }

    /** How many Lightsail calls are in flight now. */
    public synchronized int inFlight() {
        return everywhere.now;
    }

    /** The most Lightsail calls that were ever in flight at once. */
    public synchronized int maxInFlight() {
        return everywhere.max;
    }

    /** The most Lightsail calls that were ever in flight at once for one account in one region. */
    public synchronized int maxInFlight(String accountId, String region) {
        var gauge = places.get(new Place(accountId, region));
        return gauge == null ? 0 : gauge.max;
    }

    /** Forgets the calls made so far; those in flight remain so, and are the new maximum. */
    public synchronized void clear() {
        counts.clear();
        everywhere.restart();
        places.values().forEach(Gauge::restart);
    }

    synchronized void counted(SandboxCall call) {
        counts.merge(call, 1L, Long::sum);
    }

    synchronized void began(SandboxCall call) {
        everywhere.up();
        places.computeIfAbsent(Place.of(call), place -> new Gauge()).up();
    }

    synchronized void ended(SandboxCall call) {
        everywhere.down();
        places.computeIfAbsent(Place.of(call), place -> new Gauge()).down();
    }

    private static final class Gauge {
        private int now;
        private int max;

        void up() {
            now++;
            max = Math.max(max, now);
        }

        void down() {
            now--;
        }

        void restart() {
            max = now;
        }
    }
}
