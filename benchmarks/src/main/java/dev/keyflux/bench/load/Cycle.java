package dev.keyflux.bench.load;

import dev.keyflux.bench.Figures;
import java.util.Map;
import java.util.Objects;

/**
 * One turn of each client, one after the other.
 *
 * @param round the number of its round
 * @param turns the figures of each client's turn, by its name
 */
record Cycle(int round, Map<String, Figures> turns) {

    Figures turn(String client) {
        return Objects.requireNonNull(turns.get(client), client);
    }

    /** Processor time of a call, in µs. */
    double cpu(String client) {
        return turn(client).value("cpu") * 1e6 / turn(client).value("operations");
    }

    /** Calls a second. */
    double rate(String client) {
        return turn(client).value("operations") / turn(client).value("wall");
    }

    double cpuRatio(String client, String other) {
        return cpu(client) / cpu(other);
    }

    double rateRatio(String client, String other) {
        return rate(client) / rate(other);
    }
}
