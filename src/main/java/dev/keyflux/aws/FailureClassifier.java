package dev.keyflux.aws;

import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.lightsail.model.AccessDeniedException;
import software.amazon.awssdk.services.lightsail.model.AccountSetupInProgressException;
import software.amazon.awssdk.services.lightsail.model.InvalidInputException;
import software.amazon.awssdk.services.lightsail.model.NotFoundException;
import software.amazon.awssdk.services.lightsail.model.OperationFailureException;
import software.amazon.awssdk.services.lightsail.model.RegionSetupInProgressException;
import software.amazon.awssdk.services.lightsail.model.ServiceException;
import software.amazon.awssdk.services.lightsail.model.UnauthenticatedException;

/**
 * The one place that says what a failed call means. Goes by exception type and code, and by HTTP status only where those say
 * nothing that AWS documents: its own artefacts disagree on the statuses of Lightsail's exceptions. What it does not know may
 * have taken effect.
 */
final class FailureClassifier {

    /** AWS' codes for requests that were too many, and were turned away before they were carried out. */
    private static final Set<String> THROTTLED = Set.of(
            "RequestLimitExceeded",
            "RequestThrottled",
            "RequestThrottledException",
            "ThrottledException",
            "Throttling",
            "ThrottlingException",
            "TooManyRequestsException");

    /** AWS' common error codes for requests that no permission, key or clock will let in. */
    private static final Set<String> DENIED = Set.of(
            "AccessDenied",
            "AccessDeniedException",
            "AuthFailure",
            "IncompleteSignature",
            "IncompleteSignatureException",
            "InvalidAccessKeyId",
            "InvalidClientTokenId",
            "InvalidSignatureException",
            "MissingAuthenticationToken",
            "MissingAuthenticationTokenException",
            "NotAuthorized",
            "OptInRequired",
            "RequestExpired",
            "RequestInTheFuture",
            "RequestTimeTooSkewed",
            "SignatureDoesNotMatch",
            "SubscriptionRequiredException",
            "UnauthorizedOperation",
            "UnrecognizedClientException");

    /** So says Netty's client that a proxy did not open the way to the service, on which nothing has been sent then. */
    private static final Set<String> NO_TUNNEL =
            Set.of("Could not connect to proxy", "Unable to send CONNECT request to proxy");

    /** So says Netty's client that a call has waited for a connection in vain, or that too many do. */
    private static final Set<String> NO_CONNECTION =
            Set.of("Acquire operation took longer", "Maximum pending connection acquisitions exceeded");

    /** The codes of a session that has run out; a new one may be had. */
    private static final Set<String> EXPIRED = Set.of("ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired");

    /** The codes of credentials that the service does not know, for example since they were replaced by others. */
    private static final Set<String> UNKNOWN_CREDENTIALS = Set.of(
            "AuthFailure",
            "InvalidAccessKeyId",
            "InvalidClientTokenId",
            "InvalidSignatureException",
            "SignatureDoesNotMatch",
            "UnauthenticatedException",
            "UnrecognizedClientException");

    /** What a server says that failed, or gave up waiting, at some point of its work; the SDK would retry all of them. */
    private static final Set<String> SERVER_FAULTS = Set.of(
            "InternalFailure",
            "InternalServerError",
            "InternalServerException",
            "InternalError",
            "RequestAbortedException",
            "RequestTimeout",
            "RequestTimeoutException",
            "ServiceUnavailable",
            "ServiceUnavailableException");

    /** AWS' common error codes for requests that are wrong in themselves, and are turned away before they are carried out. */
    private static final Set<String> REFUSED = Set.of(
            "InvalidAction",
            "InvalidParameterCombination",
            "InvalidParameterValue",
            "MalformedHttpRequestException",
            "MissingAction",
            "MissingParameter",
            "RequestEntityTooLargeException",
            "SerializationException",
            "UnknownOperationException",
            "ValidationError",
            "ValidationException");

    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    /** The code of an answer that came and says nothing. */
    static final String UNREADABLE = "UnreadableAnswer";

    private FailureClassifier() {}

    static Failure classify(Throwable error) {
        var cause =
                error instanceof CompletionException wrapped && wrapped.getCause() != null ? wrapped.getCause() : error;
        if (cause instanceof CallFailedException known) {
            return known.failure();
        }
        return cause instanceof AwsServiceException answer ? answered(answer) : onTheWay(cause);
    }

    /** What a failure means of a call that changes nothing: then a proxy that answers 429 leaves nothing in doubt. */
    static CallFailedException ofLook(CallFailedException failed) {
        var inDoubt = failed.failure().kind() == FailureKind.AMBIGUOUS;
        return inDoubt
                        && failed.getCause() instanceof AwsServiceException answer
                        && answer.statusCode() == TOO_MANY_REQUESTS
                ? new CallFailedException(failed.failure().as(FailureKind.THROTTLED), answer)
                : failed;
    }

    /** Whether the service turned the request away for the age of its credentials. */
    static boolean isExpiredSession(Throwable error) {
        return hasCode(error, EXPIRED);
    }

    /** Whether the service turned the request away for its credentials, so that others, if there are any now, may be let in. */
    static boolean isOfCredentials(Throwable error) {
        return hasCode(error, EXPIRED) || hasCode(error, UNKNOWN_CREDENTIALS);
    }

    private static boolean hasCode(Throwable error, Set<String> codes) {
        return error instanceof AwsServiceException answer
                && code(answer).filter(codes::contains).isPresent();
    }

    private static Failure answered(AwsServiceException answer) {
        var code = detailCode(answer).or(() -> code(answer)).orElseGet(() -> "HTTP " + answer.statusCode());
        return new Failure(kind(answer), code, message(answer), answer.requestId());
    }

    private static FailureKind kind(AwsServiceException answer) {
        if (isThrottled(answer)) {
            return FailureKind.THROTTLED;
        }
        if (isExpiredSession(answer)) {
            return FailureKind.STALE_SIGNATURE;
        }
        if (answer instanceof InvalidInputException invalid) {
            return isNameExists(invalid) ? FailureKind.NAME_EXISTS : FailureKind.REFUSED;
        }
        if (answer instanceof NotFoundException) {
            return FailureKind.NOT_FOUND;
        }
        if (answer instanceof AccessDeniedException || answer instanceof UnauthenticatedException) {
            return FailureKind.DENIED;
        }
        if (answer instanceof AccountSetupInProgressException || answer instanceof RegionSetupInProgressException) {
            return FailureKind.SETUP_IN_PROGRESS;
        }
        if (answer instanceof ServiceException || answer instanceof OperationFailureException) {
            return FailureKind.AMBIGUOUS;
        }
        return unmodelled(answer);
    }

    /** By a code of AWS'; a proxy that answers 429 has none, and may do so after it has passed the request on. */
    private static boolean isThrottled(AwsServiceException answer) {
        return code(answer)
                .filter(code -> THROTTLED.contains(code) || answer.statusCode() == TOO_MANY_REQUESTS)
                .isPresent();
    }

    private static FailureKind unmodelled(AwsServiceException answer) {
        var code = code(answer).orElse(null);
        var status = answer.statusCode();
        if (code == null || SERVER_FAULTS.contains(code) || status >= SERVER_ERROR || status == REQUEST_TIMEOUT) {
            // A proxy's page, or a server that failed at some point of its work.
            return FailureKind.AMBIGUOUS;
        }
        if (DENIED.contains(code)) {
            return FailureKind.DENIED;
        }
        return REFUSED.contains(code) ? FailureKind.REFUSED : FailureKind.UNRECOGNIZED;
    }

    private static boolean isNameExists(InvalidInputException invalid) {
        return "NameExists".equals(invalid.code())
                || Optional.ofNullable(rawMessage(invalid))
                        .filter(text -> text.contains("already in use"))
                        .isPresent();
    }

    private static Failure onTheWay(Throwable error) {
        if (error instanceof ApiCallAttemptTimeoutException) {
            return new Failure(FailureKind.AMBIGUOUS, "Timeout", "no answer in time", null);
        }
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (isOfSettings(cause)) {
                return badSettings(cause);
            }
            if (NO_TUNNEL.contains(words(cause))) {
                var why = cause.getCause() == null ? "" : ": " + words(root(cause));
                return new Failure(FailureKind.UNREACHABLE, "ProxyFailed", words(cause) + why, null);
            }
            var code = unsent(cause);
            if (code != null) {
                return new Failure(FailureKind.UNREACHABLE, code, words(cause), null);
            }
        }
        var code = isOfReading(error) ? UNREADABLE : "ConnectionLost";
        return new Failure(FailureKind.AMBIGUOUS, code, words(root(error)), null);
    }

    /** So says the SDK that an answer is no JSON, or not of the shape it should have; and so that it is no JSON object. */
    private static boolean isOfReading(Throwable error) {
        return error instanceof SdkClientException
                && (words(error).startsWith("Unable to unmarshall")
                        || words(root(error)).startsWith("expecting start object"));
    }

    /** Settings of the SDK's, its variables' and config files' among them, that cannot be followed. Nothing is ever sent. */
    static Failure badSettings(Throwable cause) {
        return new Failure(FailureKind.DENIED, "BadSettings", words(cause), null);
    }

    /** So begins what the SDK's rules for endpoints have to say, for example of FIPS where the endpoint is given. */
    private static boolean isOfSettings(Throwable cause) {
        var message = cause.getMessage();
        return cause instanceof SdkClientException && message != null && message.startsWith("Invalid Configuration: ");
    }

    /** A short name of what kept the request from being sent; null if it may have been. */
    private static @Nullable String unsent(Throwable cause) {
        if (cause instanceof UnknownHostException || cause instanceof UnresolvedAddressException) {
            return "UnknownHost";
        }
        // Netty's connect timeout is a ConnectException too.
        if (cause instanceof ConnectException
                || cause instanceof NoRouteToHostException
                || cause instanceof BindException
                || isWithoutRoute(cause)
                || words(cause).startsWith("Failed to open a socket")) {
            return "ConnectionFailed";
        }
        // Any other SSLException may come after the request has been sent.
        if (cause instanceof SSLHandshakeException || cause instanceof SSLPeerUnverifiedException) {
            return "TlsFailed";
        }
        return NO_CONNECTION.stream().anyMatch(words(cause)::contains) ? "NoConnection" : null;
    }

    /** Of a connection that cannot be made. One that breaks for it says the same, but as a bare {@link java.io.IOException}. */
    private static boolean isWithoutRoute(Throwable cause) {
        return cause instanceof SocketException && words(cause).startsWith("Network is unreachable");
    }

    /** The code in the answer's body, finer than the exception's type; only typed exceptions carry it. */
    private static Optional<String> detailCode(AwsServiceException answer) {
        return Optional.ofNullable(
                answer instanceof InvalidInputException invalid
                        ? invalid.code()
                        : answer instanceof NotFoundException notFound ? notFound.code() : null);
    }

    private static Optional<String> code(AwsServiceException answer) {
        return Optional.ofNullable(answer.awsErrorDetails())
                .map(details -> details.errorCode())
                .filter(code -> !code.isBlank());
    }

    private static String message(AwsServiceException answer) {
        var message = rawMessage(answer);
        return message == null ? "HTTP status " + answer.statusCode() : message;
    }

    private static @Nullable String rawMessage(AwsServiceException answer) {
        return answer.awsErrorDetails() == null
                ? null
                : answer.awsErrorDetails().errorMessage();
    }

    private static Throwable root(Throwable error) {
        return error.getCause() == null ? error : root(error.getCause());
    }

    /** What a failure says of itself, or else its name. */
    static String words(Throwable cause) {
        var message = cause.getMessage();
        return message == null || message.isBlank() ? cause.getClass().getSimpleName() : message;
    }
}
