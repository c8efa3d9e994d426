package dev.keyflux.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelException;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.lightsail.model.AccessDeniedException;
import software.amazon.awssdk.services.lightsail.model.AccountSetupInProgressException;
import software.amazon.awssdk.services.lightsail.model.InvalidInputException;
import software.amazon.awssdk.services.lightsail.model.LightsailException;
import software.amazon.awssdk.services.lightsail.model.NotFoundException;
import software.amazon.awssdk.services.lightsail.model.OperationFailureException;
import software.amazon.awssdk.services.lightsail.model.RegionSetupInProgressException;
import software.amazon.awssdk.services.lightsail.model.ServiceException;
import software.amazon.awssdk.services.lightsail.model.UnauthenticatedException;

final class FailureClassifierTest {

    @ParameterizedTest
    @CsvSource({
        "ThrottlingException, 400, THROTTLED",
        "TooManyRequestsException, 429, THROTTLED",
        "RequestLimitExceeded, 503, THROTTLED",
        "SomethingNew, 429, THROTTLED",
        "SlowDown, 503, AMBIGUOUS",
        "UnrecognizedClientException, 400, DENIED",
        "InvalidClientTokenId, 403, DENIED",
        "SignatureDoesNotMatch, 403, DENIED",
        "OptInRequired, 403, DENIED",
        "SubscriptionRequiredException, 400, DENIED",
        "ExpiredTokenException, 400, STALE_SIGNATURE",
        "ExpiredToken, 403, STALE_SIGNATURE",
        "RequestTimeTooSkewed, 403, DENIED",
        "InternalFailure, 500, AMBIGUOUS",
        "ServiceUnavailable, 503, AMBIGUOUS",
        "RequestTimeout, 400, AMBIGUOUS",
        "SomethingNew, 408, AMBIGUOUS",
        "SomethingNew, 500, AMBIGUOUS",
        "RequestAbortedException, 400, AMBIGUOUS",
        "InternalServerException, 400, AMBIGUOUS",
        "TransactionInProgressException, 400, UNRECOGNIZED",
        "SomethingNew, 400, UNRECOGNIZED",
        "UnknownOperationException, 404, REFUSED",
        "ValidationException, 400, REFUSED"
    })
    void unmodelledAnswer_byCode(String code, int status, FailureKind kind) {
        var failure = FailureClassifier.classify(answer(LightsailException.builder(), code, "words", status));

        assertThat(failure).isEqualTo(new Failure(kind, code, "words", "request-1"));
    }

    @Test
    void endpointThatTheSdkRefusesForItsSettings_deniedAndInItsWords() {
        var failure = FailureClassifier.classify(new CompletionException(
                SdkClientException.create("Invalid Configuration: FIPS and custom endpoint are not supported")));

        assertThat(failure.kind()).isEqualTo(FailureKind.DENIED);
        assertThat(failure.code()).isEqualTo("BadSettings");
        assertThat(failure.message()).endsWith("FIPS and custom endpoint are not supported");
    }

    @ParameterizedTest
    @CsvSource({"UnrecognizedClientException, true", "ExpiredToken, true", "AccessDeniedException, false"})
    void isOfCredentials_byCode(String code, boolean expected) {
        var answer = answer(LightsailException.builder(), code, "words", 400);

        assertThat(FailureClassifier.isOfCredentials(answer)).isEqualTo(expected);
    }

    @Test
    void modelledAnswer_byTypeWhateverTheStatus() {
        assertThat(kind(answer(NotFoundException.builder(), "NotFoundException", "gone", 400)))
                .isEqualTo(FailureKind.NOT_FOUND);
        assertThat(kind(answer(AccessDeniedException.builder(), "AccessDeniedException", "no", 400)))
                .isEqualTo(FailureKind.DENIED);
        assertThat(kind(answer(UnauthenticatedException.builder(), "UnauthenticatedException", "no", 400)))
                .isEqualTo(FailureKind.DENIED);
        assertThat(kind(answer(
                        AccountSetupInProgressException.builder(), "AccountSetupInProgressException", "wait", 428)))
                .isEqualTo(FailureKind.SETUP_IN_PROGRESS);
        assertThat(kind(answer(
                        RegionSetupInProgressException.builder(), "RegionSetupInProgressException", "wait", 428)))
                .isEqualTo(FailureKind.SETUP_IN_PROGRESS);
        assertThat(kind(answer(ServiceException.builder(), "ServiceException", "oops", 500)))
                .isEqualTo(FailureKind.AMBIGUOUS);
        assertThat(kind(answer(OperationFailureException.builder(), "OperationFailureException", "oops", 400)))
                .isEqualTo(FailureKind.AMBIGUOUS);
    }

    @Test
    void invalidInput_nameExists_byCodeOrByWords() {
        var byCode = InvalidInputException.builder().code("NameExists");
        var byWords = InvalidInputException.builder();
        var format = InvalidInputException.builder().code("InvalidKey.Format");

        assertThat(kind(answer(byCode, "InvalidInputException", "any", 400))).isEqualTo(FailureKind.NAME_EXISTS);
        assertThat(kind(answer(byWords, "InvalidInputException", "Some names are already in use: bob", 400)))
                .isEqualTo(FailureKind.NAME_EXISTS);
        var refused = FailureClassifier.classify(answer(format, "InvalidInputException", "not valid", 400));
        assertThat(refused).isEqualTo(new Failure(FailureKind.REFUSED, "InvalidKey.Format", "not valid", "request-1"));
    }

    @Test
    void answerWithoutCode_proxyPage_ambiguous() {
        var page = LightsailException.builder().statusCode(503).build();
        var throttling = LightsailException.builder().statusCode(429).build();

        assertThat(FailureClassifier.classify(page))
                .isEqualTo(new Failure(FailureKind.AMBIGUOUS, "HTTP 503", "HTTP status 503", null));
        assertThat(kind(throttling)).isEqualTo(FailureKind.AMBIGUOUS);
        assertThat(FailureClassifier.classify(answer(LightsailException.builder(), " ", "words", 400)))
                .isEqualTo(new Failure(FailureKind.AMBIGUOUS, "HTTP 400", "words", "request-1"));
    }

    @Test
    void proxyThatThrottles_ofALook_throttled() {
        var throttling = LightsailException.builder().statusCode(429).build();
        var broken = LightsailException.builder().statusCode(503).build();

        assertThat(ofLook(throttling)).isEqualTo(FailureKind.THROTTLED);
        assertThat(ofLook(broken)).isEqualTo(FailureKind.AMBIGUOUS);
    }

    private static FailureKind ofLook(Throwable error) {
        return FailureClassifier.ofLook(new CallFailedException(FailureClassifier.classify(error), error))
                .failure()
                .kind();
    }

    @Test
    void noConnection_unreachable() {
        assertThat(FailureClassifier.classify(onTheWay(new ConnectException("Connection refused: /127.0.0.1:1"))))
                .isEqualTo(new Failure(
                        FailureKind.UNREACHABLE, "ConnectionFailed", "Connection refused: /127.0.0.1:1", null));
        assertThat(FailureClassifier.classify(onTheWay(new UnknownHostException("lightsail.eu-wst-1.amazonaws.com"))))
                .extracting(Failure::kind, Failure::code)
                .containsExactly(FailureKind.UNREACHABLE, "UnknownHost");
        assertThat(kind(onTheWay(new TimeoutException("Acquire operation took longer than 10000 milliseconds."))))
                .isEqualTo(FailureKind.UNREACHABLE);
        assertThat(kind(onTheWay(
                        new IllegalStateException("Maximum pending connection acquisitions exceeded. And so on."))))
                .isEqualTo(FailureKind.UNREACHABLE);
    }

    /** What Linux says where no way leads out, no port is left or no file may be opened. */
    @Test
    void noSocket_unreachable() {
        for (var error : List.of(
                new SocketException("Network is unreachable: /192.0.2.1:443"),
                new BindException("Cannot assign requested address: /192.0.2.1:443"),
                new ChannelException("Failed to open a socket.", new IOException("Too many open files")))) {
            assertThat(FailureClassifier.classify(onTheWay(error)))
                    .extracting(Failure::kind, Failure::code)
                    .containsExactly(FailureKind.UNREACHABLE, "ConnectionFailed");
        }
        assertThat(kind(onTheWay(new SocketException("Connection reset")))).isEqualTo(FailureKind.AMBIGUOUS);
        assertThat(kind(onTheWay(new IOException("Network is unreachable")))).isEqualTo(FailureKind.AMBIGUOUS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Could not connect to proxy", "Unable to send CONNECT request to proxy"})
    void proxy_thatOpensNoWay_leavesTheRequestUnsent(String message) {
        assertThat(FailureClassifier.classify(onTheWay(new IOException(message))))
                .extracting(Failure::kind, Failure::code)
                .containsExactly(FailureKind.UNREACHABLE, "ProxyFailed");
        assertThat(FailureClassifier.classify(onTheWay(new IOException(message, new IOException("reset"))))
                        .message())
                .isEqualTo("%s: reset", message);
    }

    @Test
    void tls_onlyAFailedHandshakeIsSurelyUnsent() {
        assertThat(kind(onTheWay(new SSLHandshakeException("certificate_unknown"))))
                .isEqualTo(FailureKind.UNREACHABLE);
        assertThat(kind(onTheWay(new SSLException("Received fatal alert: bad_record_mac"))))
                .isEqualTo(FailureKind.AMBIGUOUS);
    }

    @Test
    void lostAnswer_ambiguous() {
        assertThat(FailureClassifier.classify(new CompletionException(ApiCallAttemptTimeoutException.create(10_000))))
                .extracting(Failure::kind, Failure::code)
                .containsExactly(FailureKind.AMBIGUOUS, "Timeout");
        assertThat(FailureClassifier.classify(onTheWay(new IOException("Connection reset by peer"))))
                .isEqualTo(new Failure(FailureKind.AMBIGUOUS, "ConnectionLost", "Connection reset by peer", null));
        assertThat(kind(SdkClientException.create("Unable to parse the answer")))
                .isEqualTo(FailureKind.AMBIGUOUS);
        assertThat(FailureClassifier.classify(
                        SdkClientException.create("Unable to unmarshall response (Unexpected character)")))
                .extracting(Failure::kind, Failure::code)
                .containsExactly(FailureKind.AMBIGUOUS, "UnreadableAnswer");
        assertThat(FailureClassifier.classify(
                        onTheWay(new IOException("expecting start object, got instead: START_ARRAY"))))
                .extracting(Failure::kind, Failure::code)
                .containsExactly(FailureKind.AMBIGUOUS, "UnreadableAnswer");
    }

    @Test
    void expiredSession_isToldApart() {
        assertThat(FailureClassifier.isExpiredSession(
                        answer(LightsailException.builder(), "ExpiredTokenException", "expired", 400)))
                .isTrue();
        assertThat(FailureClassifier.isExpiredSession(answer(LightsailException.builder(), "AccessDenied", "no", 400)))
                .isFalse();
        assertThat(FailureClassifier.isExpiredSession(new IOException("reset"))).isFalse();
    }

    private static FailureKind kind(Throwable error) {
        return FailureClassifier.classify(error).kind();
    }

    private static SdkClientException onTheWay(Exception cause) {
        return SdkClientException.create("Unable to execute HTTP request", cause);
    }

    private static AwsServiceException answer(
            AwsServiceException.Builder builder, @Nullable String code, String message, int status) {
        return builder.awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage(message)
                        .build())
                .requestId("request-1")
                .statusCode(status)
                .build();
    }
}
