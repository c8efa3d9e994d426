package dev.keyflux.rollout;

/**
 * Decides how many calls one lane may have in flight, and when the next may start, from nothing but which were throttled.
 *
 * <p>Until the first throttle only the window bounds the lane. It opens in two small rounds, and to its full width once
 * both went unthrottled. From the first throttle on, calls go out one by one at the rate that {@link RateEvidence} finds;
 * the longer none is throttled, the faster the rate grows beyond it, so that a limit which was raised is found out. After a
 * drought, in which others had taken all that the region lets through, it goes on as before it.
 *
 * <p>A calculation: no clock, no thread; not safe for use by several threads at once. Times are nanoseconds of any one
 * clock.
 */
final class Pacer implements Pace {

    /**
     * The sizes of the two opening rounds. Each ends before the next begins, or one throttled burst would cost a window more.
     * Together they are more than a burst of twenty, of which the second then overshoots by four; at worst, for a burst of
     * nine, by fifteen. More and smaller rounds would cost 500 keys at a healthy region over a tenth of their time.
     */
    private static final int FIRST_ROUND = 9;

    private static final int SECOND_ROUND = 15;

    /**
     * The rate to begin the search with. The first throttle bounds it at once: from 5 or from 500 the simulation ends almost
     * the same.
     */
    private static final double FIRST_RATE = 30;

    /**
     * Answers in a row without a throttle before the rate grows beyond the evidence. With 8, 42 of the simulation's 140 limits
     * see over 0.2 throttled calls per success, with 10, 30, with 14, 22; but then 32 of 180 changes are followed later than
     * 1.3 of the optimum, with 10 only 15.
     */
    private static final int QUIET = 10;

    /** Growth with the first answer after that, and by how much growth grows with each further one, up to the limit. */
    private static final double GROWTH = 0.003;

    private static final double ACCELERATION = Math.cbrt(2.5);
    private static final double MAX_GROWTH = 0.2;

    /** A region that throttles everything is tried again every five seconds, and whatever happens some pace is kept. */
    private static final double MIN_RATE = 0.2;

    private static final long LONGEST_WAIT = 5_000_000_000L;
    private static final double MAX_RATE = 5_000;

    /**
     * So many throttled calls over so long, and none that passed, and then one passes: most likely others took every token and
     * have gone. What the drought told is forgotten then; else the simulation's lanes would end 50 to 110 seconds late instead
     * of 7. Over a second only, limits of one call a second look the same and would see more throttled calls.
     */
    private static final int DROUGHT_CALLS = 4;

    private static final long DROUGHT = 2_000_000_000L;

    /**
     * Calls that have to pass between two droughts. Else a limit of one call in some seconds, which looks alike, would never be
     * learned.
     */
    private static final int PASSES_BETWEEN_DROUGHTS = 2;

    private final int maxWindow;
    private final RateEvidence evidence;

    private int round = 1;
    private int leftInRound;
    private boolean paced;
    private double rate = FIRST_RATE;
    private int quiet;
    /** Throttled calls since one passed, when the first of them started, and the rate at that time. */
    private int dry;

    private long drySince;
    private double rateBefore;
    private int passes = PASSES_BETWEEN_DROUGHTS;
    private long next;

    /**
     * A pacer for a fresh lane.
     *
     * @param maxWindow the most calls ever in flight, at least 1
     */
    Pacer(int maxWindow) {
        this.maxWindow = maxWindow;
        this.evidence = new RateEvidence(maxWindow);
        this.leftInRound = FIRST_ROUND;
    }

    /** How many calls may be in flight now; at least 1. */
    @Override
    public int window() {
        return paced || round > 2 ? maxWindow : Math.min(leftInRound, maxWindow);
    }

    /** Nanoseconds until the next call may start; 0 if it may start now. */
    @Override
    public long delay(long now) {
        return paced ? Math.max(0, next - now) : 0;
    }

    /** A call starts. */
    @Override
    public void started(long now) {
        evidence.started(now);
        if (paced) {
            next = evidence.next(rate, now);
        }
    }

    /**
     * A call that started at {@code startedAt} has ended.
     *
     * @param throttled whether the region refused it for its rate; any other end counts as let through
     */
    @Override
    public void answered(long startedAt, boolean throttled) {
        evidence.answered(startedAt, throttled);
        if (throttled) {
            slow(startedAt);
        } else if (paced) {
            pass(startedAt);
        } else {
            open();
        }
        if (paced) {
            adapt();
            next = evidence.next(rate, startedAt);
            if (throttled && rate <= MIN_RATE) {
                // Not even this rate explains it: no token is about to come.
                next = Math.max(next, startedAt + LONGEST_WAIT);
            }
        }
    }

    /** As if it had never started, but that its turn has passed. */
    @Override
    public void unused(long startedAt) {
        evidence.forget(startedAt);
    }

    private void open() {
        if (round <= 2 && --leftInRound == 0) {
            round++;
            leftInRound = SECOND_ROUND;
        }
    }

    private void slow(long startedAt) {
        if (!paced) {
            paced = true;
            evidence.opened();
        }
        quiet = 0;
        if (dry++ == 0) {
            drySince = startedAt;
            rateBefore = rate;
        }
    }

    private void pass(long startedAt) {
        quiet++;
        passes++;
        if (dry > 0 && startedAt - drySince < 0) {
            // It started before the drought, and tells nothing of its end.
            return;
        }
        if (dry >= DROUGHT_CALLS && startedAt - drySince > DROUGHT && passes > PASSES_BETWEEN_DROUGHTS) {
            evidence.forgetBefore(startedAt);
            rate = rateBefore;
            passes = 0;
        }
        dry = 0;
    }

    private void adapt() {
        var proven = evidence.rate(rate).orElse(rate);
        var wanted = quiet <= QUIET ? proven : Math.max(proven, rate) * (1 + growth());
        rate = Math.max(MIN_RATE, Math.min(wanted, MAX_RATE));
    }

    private double growth() {
        return Math.min(MAX_GROWTH, GROWTH * Math.pow(ACCELERATION, quiet - QUIET));
    }
}
