package dev.keyflux.sandbox.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A refusal that depends on more than the call: on how many came before it, or on the time. The call has no effect. */
public sealed interface GateFault extends Fault {

    /**
     * A token bucket for each account in each region: a call takes a token or is answered {@code ThrottlingException} (400,
     * "Rate exceeded"; {@code Throttling} by STS). Refused calls take none.
     *
     * @param rate tokens a second, 0 or more
     * @param burst how many tokens it holds at most, and has at first
     * @param changes of the rate, in the order of their times, which count from where the rule's {@link Window} counts
     */
    record Throttle(double rate, int burst, List<RateChange> changes) implements GateFault {
        /** Checks everything, and copies the list. */
        public Throttle {
            requireRate(rate);
            if (burst < 1) {
                throw new IllegalArgumentException("burst must be 1 or more: " + burst);
            }
            changes = List.copyOf(changes);
            for (int i = 1; i < changes.size(); i++) {
                if (changes.get(i).at().compareTo(changes.get(i - 1).at()) <= 0) {
                    throw new IllegalArgumentException("changes are not in the order of their times");
                }
            }
        }

        /** The same with one more change of the rate, later than all before. */
        public Throttle then(Duration at, double changed) {
            var more = new ArrayList<>(changes);
            more.add(new RateChange(at, changed));
            return new Throttle(rate, burst, more);
        }

        private static void requireRate(double rate) {
            if (!(rate >= 0 && rate <= 1_000_000)) {
                throw new IllegalArgumentException("rate must be 0 to 1000000 a second: " + rate);
            }
        }

        /**
         * From a time on, another rate.
         *
         * @param at when, more than nothing
         * @param rate tokens a second, 0 or more
         */
        public record RateChange(Duration at, double rate) {
            /** Checks both. */
            public RateChange {
                requireRate(rate);
                if (at.isNegative() || at.isZero()) {
                    throw new IllegalArgumentException("a change must be at a time of more than nothing: " + at);
                }
            }
        }
    }

    /**
     * The sandbox's clock is off: requests signed more than five minutes away from it are refused (403), and the {@code
     * Date} of every answer to a call in question tells its time, by which a client can correct itself.
     *
     * @param ahead by how much; behind, if negative
     * @param error the type of the refusal: Lightsail's {@code InvalidSignatureException}, or {@code RequestTimeTooSkewed}
     */
    record ClockSkew(Duration ahead, String error) implements GateFault {
        /** What services that speak JSON answer. STS answers {@code SignatureDoesNotMatch} then. */
        public static final String USUAL_ERROR = "InvalidSignatureException";
    }

    /**
     * Session credentials expire before their time: {@code ExpiredTokenException} (403; {@code ExpiredToken} by STS). Each
     * session counts for itself, and long-lived credentials never expire.
     *
     * @param calls how many calls they are good for, if that ends them
     * @param time how long after {@code AssumeRole} they are good, if that ends them
     */
    record SessionExpiry(@Nullable Integer calls, @Nullable Duration time) implements GateFault {
        /** Checks that there is one. */
        public SessionExpiry {
            if (calls == null && time == null) {
                throw new IllegalArgumentException("sessions expire by calls or by time; neither is given");
            }
            if ((calls != null && calls < 0) || (time != null && time.isNegative())) {
                throw new IllegalArgumentException("calls and time must not be negative");
            }
        }
    }
}
