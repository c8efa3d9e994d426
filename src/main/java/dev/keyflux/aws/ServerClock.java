package dev.keyflux.aws;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.auth.spi.scheme.AuthSchemeOption;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;

/**
 * The time by which requests are signed: this machine's, until the service turns one away for its time and tells its own.
 * Kept here because the SDK's own correction goes by error code alone, and is shared by the whole JVM.
 */
final class ServerClock extends Clock {

    /** AWS takes signatures of up to five minutes' difference; a bad signature within that is no matter of time. */
    private static final Duration TOLERATED = Duration.ofMinutes(4);

    /** Codes that only ever speak of time. */
    private static final Set<String> OF_TIME = Set.of("RequestTimeTooSkewed", "RequestInTheFuture", "RequestExpired");

    /** Codes that may: a signature of another time looks like a wrong one. */
    private static final Set<String> OF_SIGNATURE =
            Set.of("InvalidSignatureException", "SignatureDoesNotMatch", "AuthFailure");

    /** Requests that were signed before something was learned are answered within this time. */
    private static final Duration UNDER_WAY = Duration.ofMinutes(1);

    private final InstantSource local;
    private volatile Learned learned = new Learned(Duration.ZERO, Instant.EPOCH);

    ServerClock(InstantSource local) {
        this.local = local;
    }

    @Override
    public Instant instant() {
        return local.instant().plus(learned.offset());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    /** The ways to sign a request, by this clock. */
    List<AuthSchemeOption> signing(List<AuthSchemeOption> ways) {
        return ways.stream()
                .map(way -> way.toBuilder()
                        .putSignerProperty(HttpSigner.SIGNING_CLOCK, this)
                        .build())
                .toList();
    }

    /** Learns the service's time from a failure that was one of time; whether it did, so that signing anew makes sense. */
    boolean learn(Throwable error) {
        if (!(error instanceof AwsServiceException answer) || answer.awsErrorDetails() == null) {
            return false;
        }
        var details = answer.awsErrorDetails();
        var code = details.errorCode();
        if (code == null || !(OF_TIME.contains(code) || OF_SIGNATURE.contains(code))) {
            return false;
        }
        return date(details).map(there -> learn(there, OF_TIME.contains(code))).orElse(false);
    }

    private boolean learn(Instant there, boolean surelyOfTime) {
        var here = local.instant();
        var difference = Duration.between(here, there);
        var known = learned;
        if (!surelyOfTime && isTolerated(difference.minus(known.offset()))) {
            // What is known is right; but this one may have been signed before it was learned from another's answer.
            var underWay = Duration.between(known.at(), here).abs().compareTo(UNDER_WAY) <= 0;
            return underWay || !isTolerated(difference);
        }
        learned = new Learned(difference, here);
        return true;
    }

    private static boolean isTolerated(Duration difference) {
        return difference.abs().compareTo(TOLERATED) <= 0;
    }

    private static Optional<Instant> date(AwsErrorDetails details) {
        return Optional.ofNullable(details.sdkHttpResponse())
                .flatMap(response -> response.firstMatchingHeader("Date"))
                .flatMap(ServerClock::parsed);
    }

    private static Optional<Instant> parsed(String date) {
        try {
            return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /**
     * How far the service's time is from this machine's, whose own may be set right later.
     *
     * @param offset to add to this machine's time
     * @param at this machine's time when it was learned
     */
    private record Learned(Duration offset, Instant at) {}
}
