package dev.keyflux.sandbox.fault;

import java.time.Duration;

/** The call is served and answered, but its effect is not what clients like to assume. */
public sealed interface EffectFault extends Fault {

    /**
     * The course of the operation that {@code ImportKeyPair} or {@code DeleteKeyPair} begins. What the service would refuse
     * it still refuses.
     *
     * @param polls how many times {@code GetOperation} is asked until the operation ends; 0: it has ended in the answer to
     *     the call that began it. Meanwhile it has {@code Started}. One that vanishes has always {@code Started} at first
     * @param end how it ends
     * @param effect when the key pair comes or goes
     * @param code the {@code errorCode} of a failed one
     * @param details the {@code errorDetails} of a failed one
     */
    record OperationCourse(int polls, End end, Effect effect, String code, String details) implements EffectFault {

        /** How an operation ends. */
        public enum End {
            /** Terminal, with the status {@code Succeeded}. */
            SUCCEEDED,
            /** Terminal, with the status {@code Failed}. */
            FAILED,
            /** {@code GetOperation} answers {@code NotFoundException} from then on. */
            VANISHED
        }

        /** When an operation has its effect, however it ends. */
        public enum Effect {
            /** At once, before the first answer. */
            START,
            /** When it ends; a name that is taken meanwhile makes it fail. Never, if nobody asks to the end. */
            END,
            /** Not at all. */
            NEVER
        }

        /** Checks the polls. */
        public OperationCourse {
            if (polls < 0 || polls > 1_000) {
                throw new IllegalArgumentException("polls must be 0 to 1000: " + polls);
            }
        }

        /** Whether it has ended after so many polls. */
        public boolean isEnded(int polled) {
            return polled >= polls && !(end == End.VANISHED && polled == 0);
        }

        /** With an error code of its own, if it fails. */
        public static OperationCourse of(int polls, End end, Effect effect) {
            return new OperationCourse(polls, end, effect, "InternalFailure", "a fault that was scripted");
        }
    }

    /**
     * Reads lag behind writes: {@code GetKeyPair} does not find the key pair that the import made, and {@code GetKeyPairs}
     * leaves it out, although its name is taken. Until {@code time} and {@code reads} are both over.
     *
     * @param time since the import
     * @param reads how many look-ups that should have shown it do not
     */
    record ReadLag(Duration time, int reads) implements EffectFault {
        /** Checks that there is a lag. */
        public ReadLag {
            if (time.isNegative() || reads < 0 || (time.isZero() && reads == 0)) {
                throw new IllegalArgumentException("no lag: time " + time + ", reads " + reads);
            }
        }
    }

    /**
     * {@code GetKeyPairs} or {@code GetActiveNames} answers a page without items whose token leads to where the page should
     * have begun.
     */
    record EmptyPage() implements EffectFault {}
}
