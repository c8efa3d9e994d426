package dev.keyflux.sandbox;

import dev.keyflux.sandbox.fault.CallIdentity;
import dev.keyflux.sandbox.fault.FaultRule;
import dev.keyflux.sandbox.fault.GateFault;
import dev.keyflux.sandbox.fault.GateFault.ClockSkew;
import dev.keyflux.sandbox.fault.GateFault.SessionExpiry;
import dev.keyflux.sandbox.fault.GateFault.Throttle;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** A rule at work in one sandbox, and all that it remembers: how many calls there were, of whom. */
final class ActiveRule {
    /** What AWS allows a signature's time to be off. */
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private static final DateTimeFormatter SIGNING_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final FaultRule rule;
    private final long seed;
    private final ConcurrentMap<List<String>, Integer> counts = new ConcurrentHashMap<>();
    private final ConcurrentMap<Place, TokenBucket> buckets = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Integer> sessionCalls = new ConcurrentHashMap<>();

    ActiveRule(FaultRule rule, long seed) {
        this.rule = rule;
        this.seed = seed;
    }

    FaultRule rule() {
        return rule;
    }

    /** Counts the call if the rule is about it, and says whether and how it is struck. */
    Optional<Strike> strike(CallIdentity call, Duration elapsed) {
        if (!rule.calls().matches(call)) {
            return Optional.empty();
        }
        int nth = counts.merge(rule.turns().per().group(call), 1, Integer::sum);
        if (!rule.window().isOpen(elapsed)) {
            return Optional.empty();
        }
        var random = rule.random(seed, call, nth);
        return rule.turns().include(nth, random.nextDouble())
                ? Optional.of(new Strike(rule, call, nth, random))
                : Optional.empty();
    }

    /** The refusal of a call that the rule strikes, if its gate is closed to it. */
    Optional<ServiceError> refusal(GateFault gate, AwsRequest request, Duration elapsed, Instant now) {
        if (gate instanceof Throttle throttle) {
            return throttled(throttle, request, elapsed);
        }
        if (gate instanceof ClockSkew skew) {
            return skewed(skew, request, now.plus(skew.ahead()));
        }
        if (gate instanceof SessionExpiry expiry) {
            return expired(expiry, request, now);
        }
        throw new AssertionError(gate);
    }

    private Optional<ServiceError> throttled(Throttle throttle, AwsRequest request, Duration elapsed) {
        var bucket = buckets.computeIfAbsent(Place.of(request.call()), place -> new TokenBucket(throttle));
        if (bucket.take(elapsed)) {
            return Optional.empty();
        }
        var type = request.protocol() == AwsProtocol.QUERY ? "Throttling" : "ThrottlingException";
        return Optional.of(new ServiceError(400, type, null, "Rate exceeded"));
    }

    private static Optional<ServiceError> skewed(ClockSkew skew, AwsRequest request, Instant shown) {
        var signedAt = request.signature().signedAt();
        if (signedAt == null || Duration.between(signedAt, shown).abs().compareTo(TOLERANCE) <= 0) {
            return Optional.empty();
        }
        var text = signedAt.isBefore(shown)
                ? "Signature expired: %s is now earlier than %s (%s - 5 min.)"
                        .formatted(at(signedAt), at(shown.minus(TOLERANCE)), at(shown))
                : "Signature not yet current: %s is still later than %s (%s + 5 min.)"
                        .formatted(at(signedAt), at(shown.plus(TOLERANCE)), at(shown));
        var type = request.protocol() == AwsProtocol.QUERY ? "SignatureDoesNotMatch" : skew.error();
        return Optional.of(new ServiceError(403, type, null, text));
    }

    private Optional<ServiceError> expired(SessionExpiry expiry, AwsRequest request, Instant now) {
        var signature = request.signature();
        var began = signature.sessionBegan();
        if (began == null) {
            return Optional.empty();
        }
        int calls = sessionCalls.merge(signature.accessKey(), 1, Integer::sum);
        var tooMany = expiry.calls() != null && calls > expiry.calls();
        var tooLate = expiry.time() != null && !now.isBefore(began.plus(expiry.time()));
        return tooMany || tooLate
                ? Optional.of(CredentialFailure.EXPIRED.toError(
                        request.protocol(), "The security token included in the request is expired"))
                : Optional.empty();
    }

    private static String at(Instant time) {
        return SIGNING_TIME.format(time);
    }
}
