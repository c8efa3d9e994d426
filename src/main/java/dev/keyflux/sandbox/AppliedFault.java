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
 * @param tookEffect whether the call did what it asks for by the time of its answer: false if it was kept from that, if the
 *     service refused it, and if its operation has its effect later or never
 */
public record AppliedFault(CallIdentity call, int nth, String rule, Fault fault, boolean tookEffect) {}
