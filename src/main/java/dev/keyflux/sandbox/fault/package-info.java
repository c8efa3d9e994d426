/**
 * The language in which faults of a sandbox are scripted: a {@link dev.keyflux.sandbox.fault.FaultPlan} of {@link
 * dev.keyflux.sandbox.fault.FaultRule}s, each a {@link dev.keyflux.sandbox.fault.Fault} and the calls that it strikes. Pure
 * values, the same from Java and from JSON; they know nothing of the sandbox that acts on them, nor of any network.
 *
 * <p>Whether a rule strikes a call depends only on the plan's seed, the rule, who calls for what, and the number of the
 * call, except for what counts in seconds: windows, rate limits, sessions that run out. By default calls are counted
 * separately for each key pair, so that the same run meets the same faults however its calls are spread over threads
 * and connections.
 */
@NullMarked
package dev.keyflux.sandbox.fault;

import org.jspecify.annotations.NullMarked;
