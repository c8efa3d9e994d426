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

    private final InstantSource local;
    private volatile Duration offset = Duration.ZERO;

    ServerClock(InstantSource local) {
        this.local = local;
    }

    @Override
    public Instant instant() {
        return local.instant().plus(offset);
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
        // From this machine's own time, not the learned one: other calls may have learned it since this one was signed.
        var difference = Duration.between(local.instant(), there);
        if (!surelyOfTime && difference.abs().compareTo(TOLERATED) <= 0) {
            return false;
        }
        offset = difference;
        return true;
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
}
