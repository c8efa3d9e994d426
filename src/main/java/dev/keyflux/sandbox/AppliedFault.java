package dev.keyflux.sandbox;

import dev.keyflux.sandbox.fault.CallIdentity;
import dev.keyflux.sandbox.fault.Fault;

/**
 * A fault that a call met.
 *
 * @param call the call
 * @param nth the number of the call, counted as its rule counts, from 1
 * @param rule the name of the rule that struck
 * @param fault what went wrong
 * @param tookEffect whether the call had taken effect by the time of its answer: false if a fault prevented that, the
 *     service refused it, or its operation has its effect later or never
 */
public record AppliedFault(CallIdentity call, int nth, String rule, Fault fault, boolean tookEffect) {}
