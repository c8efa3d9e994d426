package dev.keyflux.sandbox;

import dev.keyflux.sandbox.fault.CallIdentity;
import dev.keyflux.sandbox.fault.Delay;
import dev.keyflux.sandbox.fault.EffectFault;
import dev.keyflux.sandbox.fault.Fault;
import dev.keyflux.sandbox.fault.FaultPlan;
import dev.keyflux.sandbox.fault.GateFault;
import dev.keyflux.sandbox.fault.ReplyFault;
import dev.keyflux.sandbox.fault.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Decides what goes wrong with each call, when it arrives and before anything else happens to it: so it depends on the
 * plan, the call and the calls before it, and never on how long any of them takes.
 */
final class FaultInjector {
    private final List<ActiveRule> rules;
    private final Shelves shelves;
    private final InstantSource clock;
    private final FaultLog log;
    private final Instant started;
    private final AtomicReference<Instant> firstCall = new AtomicReference<>();

    FaultInjector(FaultPlan plan, Shelves shelves, InstantSource clock, FaultLog log) {
        this.rules = plan.rules().stream()
                .map(rule -> new ActiveRule(rule, plan.seed()))
                .toList();
        this.shelves = shelves;
        this.clock = clock;
        this.log = log;
        this.started = clock.instant();
    }

    /** The course that a call is to take. Has to be asked once a call. */
    CallCourse courseOf(AwsRequest request) {
        if (rules.isEmpty()) {
            return new CallCourse(request, log);
        }
        var now = clock.instant();
        firstCall.compareAndSet(null, now);
        var call = identity(request);
        var course = new CallCourse(request, log);
        for (var rule : rules) {
            var elapsed = elapsed(rule, now);
            rule.strike(call, elapsed).ifPresent(strike -> apply(rule, strike, request, course, elapsed, now));
        }
        return course;
    }

    private static void apply(
            ActiveRule rule, Strike strike, AwsRequest request, CallCourse course, Duration elapsed, Instant now) {
        Fault fault = strike.rule().fault();
        if (fault instanceof Delay delay) {
            course.delay(strike, delay.stage(), delay.drawn(strike.random()));
        } else if (fault instanceof ReplyFault reply) {
            course.replyWith(strike, reply);
        } else if (fault instanceof EffectFault effect) {
            course.twist(strike, effect);
        } else if (fault instanceof GateFault gate && !course.isRefused()) {
            if (gate instanceof GateFault.ClockSkew skew) {
                course.showTime(now.plus(skew.ahead()));
            }
            rule.refusal(gate, request, elapsed, now).ifPresent(error -> course.refuse(strike, error));
        }
    }

    /** Never negative: of calls that come together the first to be looked at may have come a moment later than another. */
    private Duration elapsed(ActiveRule rule, Instant now) {
        var elapsed = Duration.between(origin(rule, now), now);
        return elapsed.isNegative() ? Duration.ZERO : elapsed;
    }

    private Instant origin(ActiveRule rule, Instant now) {
        if (rule.rule().window().since() == Window.Since.START) {
            return started;
        }
        var first = firstCall.get();
        return first == null ? now : first;
    }

    private CallIdentity identity(AwsRequest request) {
        var call = request.call();
        return new CallIdentity(call.accountId(), call.region(), call.operation(), name(request));
    }

    /** What a call is about, as far as its body can be read: that it cannot is for the service to say. */
    private String name(AwsRequest request) {
        try {
            if (request.protocol() == AwsProtocol.QUERY) {
                return FormParameters.parse(request.body()).optional("RoleArn").orElse("");
            }
            var members = JsonMembers.parse(request.body());
            var operationId = members.optional("operationId");
            var name = operationId == null
                    ? members.optional("keyPairName")
                    : shelves.at(Place.of(request.call())).nameOfOperation(operationId);
            return name == null ? "" : name;
        } catch (ServiceError unreadable) {
            return "";
        }
    }
}
