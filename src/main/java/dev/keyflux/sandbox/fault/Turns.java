package dev.keyflux.sandbox.fault;

/**
 * Which of the calls that a rule is about it strikes.
 *
 * @param first the first one, counted from 1
 * @param last none after this one
 * @param step 1 for each of them from the first on, 2 for every second, and so on
 * @param probability how likely each of these is struck, by the seed
 * @param per what is counted together
 */
public record Turns(int first, int last, int step, double probability, Tally per) {

    /** Every call. */
    public static final Turns ALL = new Turns(1, Integer.MAX_VALUE, 1, 1, Tally.KEY);

    /** Checks the numbers. */
    public Turns {
        if (first < 1 || last < first || step < 1) {
            throw new IllegalArgumentException("calls are counted from 1: " + first + " to " + last + " by " + step);
        }
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("probability must be 0 to 1: " + probability);
        }
    }

    /** Whether the {@code nth} call is among them, when chance has drawn {@code draw} from 0 (inclusive) to 1 (exclusive). */
    public boolean include(int nth, double draw) {
        return nth >= first && nth <= last && (nth - first) % step == 0 && draw < probability;
    }

    Turns among(int from, int to, int by) {
        return new Turns(from, to, by, probability, per);
    }

    Turns likely(double chance) {
        return new Turns(first, last, step, chance, per);
    }

    Turns per(Tally other) {
        return new Turns(first, last, step, probability, other);
    }
}
