package dev.keyflux.bench.load;

import dev.keyflux.bench.Figures;

/**
 * What one client did in its turn, beside what the baseline did in the same cycle of turns.
 *
 * @param round the number of its round
 * @param figures its own figures
 * @param baseline the baseline's
 */
record Turn(int round, Figures figures, Figures baseline) {

    /** Processor time of a call, in µs. */
    double cpu() {
        return cpu(figures);
    }

    /** Calls a second. */
    double rate() {
        return rate(figures);
    }

    double cpuRatio() {
        return cpu(figures) / cpu(baseline);
    }

    double rateRatio() {
        return rate(figures) / rate(baseline);
    }

    private static double cpu(Figures figures) {
        return figures.value("cpu") * 1e6 / figures.value("operations");
    }

    private static double rate(Figures figures) {
        return figures.value("operations") / figures.value("wall");
    }
}
