package dev.keyflux.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The pacer against token buckets of many kinds. The targets are a makespan within 5 % of the optimum and a throttled call for
 * five that passed; where a kind of bucket misses one, its own bound is stated and held.
 */
final class PacerSimulationTest {

    private static final int KEYS = 120;
    private static final int WINDOW = 32;
    private static final int[] BURSTS = {1, 2, 5, 10, 20};
    private static final int[] LATENCIES = {20, 50, 100, 200};

    /**
     * Makespan by rate and latency if the bucket holds a single token. Each token that is not taken at once is lost then, and
     * the more calls are under way in one latency, the more are lost before the first answer says so.
     */
    private static double[] boundsForSingleToken(int rate) {
        return switch (rate) {
            case 1 -> new double[] {1.05, 1.05, 1.05, 1.05};
            case 2 -> new double[] {1.05, 1.05, 1.05, 1.07};
            case 4 -> new double[] {1.05, 1.05, 1.06, 1.08};
            case 5 -> new double[] {1.05, 1.05, 1.08, 1.09};
            case 10 -> new double[] {1.05, 1.08, 1.10, 1.18};
            case 20 -> new double[] {1.07, 1.10, 1.20, 1.22};
            default -> new double[] {1.10, 1.21, 1.26, 1.36};
        };
    }

    /** Fifty calls a second at 200 ms: ten are under way before the first answer. */
    private static final double BOUND_FOR_TEN_UNDER_WAY = 1.10;

    /**
     * Throttled calls by burst. A burst of ten wastes 14 in the opening alone; a burst of one eight, and more to find its rate.
     */
    private static int throttledForBurst(int burst) {
        return switch (burst) {
            case 1 -> 29;
            case 10 -> 34;
            default -> 24;
        };
    }

    /** Where two or more calls are under way in one latency, each answer is late by so many throttled calls. */
    private static final int THROTTLED_WITH_MANY_UNDER_WAY = 54;

    /** Once such a limit looks like a drought, which costs some throttled calls more than the target has. */
    @ParameterizedTest
    @ValueSource(doubles = {0.25, 0.5})
    void steadyLimitOfACallInSomeSeconds_nearTheOptimumWithFewThrottled(double rate) {
        withEveryBurstAndLatency((softly, burst, latency) -> {
            var report = new PacedRun(new PacedRun.Bucket(rate, burst), steady(latency)).run(1, KEYS, WINDOW);
            var optimum = (KEYS - burst) / rate + latency / 1e3;
            softly.assertThat(report.seconds() / optimum)
                    .as("makespan with burst %s at %s ms", burst, latency)
                    .isLessThanOrEqualTo(1.05);
            softly.assertThat(report.throttled())
                    .as("throttled with burst %s at %s ms", burst, latency)
                    .isLessThanOrEqualTo(45);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 5, 10, 20, 50})
    void steadyLimit_nearTheOptimumWithFewThrottled(int rate) {
        var softly = new SoftAssertions();
        for (var burst : BURSTS) {
            for (int i = 0; i < LATENCIES.length; i++) {
                var latency = LATENCIES[i];
                var report = new PacedRun(new PacedRun.Bucket(rate, burst), steady(latency)).run(1, KEYS, WINDOW);
                var optimum = Math.max((double) (KEYS - burst) / rate + latency / 1e3, KEYS * latency / 1e3 / WINDOW);
                var underWay = rate * latency / 1_000.0;
                var bound = burst == 1 ? boundsForSingleToken(rate)[i] : underWay < 10 ? 1.05 : BOUND_FOR_TEN_UNDER_WAY;
                var cell = rate + "/s, burst " + burst + ", " + latency + " ms";
                softly.assertThat(report.seconds() / optimum)
                        .as("makespan at %s", cell)
                        .isLessThanOrEqualTo(bound);
                softly.assertThat(report.throttled())
                        .as("throttled at %s", cell)
                        .isLessThanOrEqualTo(underWay < 2.5 ? throttledForBurst(burst) : THROTTLED_WITH_MANY_UNDER_WAY);
            }
        }
        softly.assertAll();
    }

    /** The target is 1.3. A tenfold rise is over before it is surely known: sixty calls at 50/s take but a second. */
    @ParameterizedTest
    @CsvSource({
        "10, 3, 1.3",
        "3, 20, 1.3",
        "50, 2, 1.3",
        "20, 1, 1.3",
        "4, 5, 1.3",
        "5, 4, 1.3",
        "5, 50, 1.39",
        "2, 50, 1.43"
    })
    void limitThatChangesMidway_isFollowed(double before, double after, double bound) {
        withEveryBurstAndLatency((softly, burst, latency) -> {
            var bucket = new PacedRun.Bucket(before, burst).changingAfter(KEYS / 2, after);
            var report = new PacedRun(bucket, steady(latency)).run(1, KEYS, WINDOW);
            var optimum = (KEYS / 2.0 - burst) / before + KEYS / 2.0 / after + latency / 1e3;
            softly.assertThat(report.seconds() / optimum)
                    .as("makespan with burst %s at %s ms", burst, latency)
                    .isLessThanOrEqualTo(bound);
            softly.assertThat(report.throttled())
                    .as("throttled with burst %s at %s ms", burst, latency)
                    .isLessThanOrEqualTo(KEYS / 2);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 400})
    void healthyRegion_nearTheFullWindowFromTheStart(int latency) {
        var report = new PacedRun(null, steady(latency)).run(1, 500, WINDOW);

        var roundsOfFullWindow = 16;
        assertThat(report.throttled()).isZero();
        assertThat(report.seconds()).isLessThanOrEqualTo(1.1 * roundsOfFullWindow * latency / 1e3);
    }

    @ParameterizedTest
    @CsvSource({"1, 5", "5, 5", "20, 5", "5, 20", "20, 20"})
    void manyKeysJitteredAnswers_staysNearTheOptimum(int rate, int burst) {
        var report = new PacedRun(new PacedRun.Bucket(rate, burst), jittered(80)).run(1, 2_000, WINDOW);

        assertThat(report.seconds() * rate / (2_000 - burst)).isLessThan(1.05);
        assertThat(report.throttled()).isLessThan(2_000 / 5);
    }

    /** Others take every token at first. While all is throttled the pacer tries every five seconds, and may notice so late. */
    @ParameterizedTest
    @CsvSource({"5, 3", "5, 10", "5, 60", "20, 3", "20, 10", "20, 60"})
    void limitThatOthersUseUpAtFirst_isMetOnceTheyHaveGone(int rate, int seconds) {
        withEveryBurstAndLatency((softly, burst, latency) -> {
            var bucket = new PacedRun.Bucket(rate, burst).emptyFor(Duration.ofSeconds(seconds));
            var report = new PacedRun(bucket, steady(latency)).run(1, KEYS, WINDOW);
            softly.assertThat(report.seconds() - seconds - (double) KEYS / rate)
                    .as("seconds late with burst %s at %s ms", burst, latency)
                    .isLessThanOrEqualTo(7);
            softly.assertThat(report.throttled())
                    .as("throttled with burst %s at %s ms", burst, latency)
                    .isLessThanOrEqualTo(70);
        });
    }

    /** Each takes the other's calls for the limit's doing. */
    @ParameterizedTest
    @CsvSource({"1, 5", "5, 5", "20, 5", "50, 5", "5, 20", "20, 20"})
    void twoRunsAtOneLimit_doNotCollapse(int rate, int burst) {
        var report = new PacedRun(new PacedRun.Bucket(rate, burst), jittered(80)).run(2, 500, WINDOW);

        assertThat(report.seconds() * rate / (1_000 - burst)).isLessThan(2.5);
        assertThat(report.throttled()).isLessThan(2_000);
    }

    @Test
    void oneCallAtATime_isEnoughToEnd() {
        var report = new PacedRun(new PacedRun.Bucket(2, 1), steady(50)).run(1, 20, 1);

        assertThat(report.seconds()).isLessThan(15);
    }

    /** What is to hold of one burst and latency, in milliseconds. */
    private interface Claim {
        void check(SoftAssertions softly, int burst, int latency);
    }

    private static void withEveryBurstAndLatency(Claim claim) {
        var softly = new SoftAssertions();
        for (var burst : BURSTS) {
            for (var latency : LATENCIES) {
                claim.check(softly, burst, latency);
            }
        }
        softly.assertAll();
    }

    private static LongSupplier steady(int millis) {
        return () -> millis * 1_000_000L;
    }

    private static LongSupplier jittered(int millis) {
        var random = new SplittableRandom(42);
        return () -> (long) (millis * 1e6 * (0.5 + random.nextDouble()));
    }
}
