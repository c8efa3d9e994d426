package dev.keyflux.sandbox;

import dev.keyflux.sandbox.fault.CallIdentity;
import dev.keyflux.sandbox.fault.FaultRule;
import java.util.Random;

/**
 * A rule strikes a call.
 *
 * @param rule which
 * @param call which
 * @param nth the number of the call
 * @param random the chance of this very call, for what the fault leaves to it
 */
record Strike(FaultRule rule, CallIdentity call, int nth, Random random) {

    AppliedFault applied(boolean tookEffect) {
        return new AppliedFault(call, nth, rule.name(), rule.fault(), tookEffect);
    }
}
