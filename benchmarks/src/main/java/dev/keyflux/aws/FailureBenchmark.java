package dev.keyflux.aws;

import java.io.IOException;
import java.net.ConnectException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.lightsail.model.InvalidInputException;
import software.amazon.awssdk.services.lightsail.model.LightsailException;
import software.amazon.awssdk.services.lightsail.model.NotFoundException;

/** What does it cost to say what a failed call means? It should be nothing beside the exception itself. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class FailureBenchmark {

    /** What went wrong. */
    @Param
    public Trouble trouble;

    private Throwable error;

    /** What calls fail with, from what the classifier sees at once to what it has to look into. */
    public enum Trouble {
        /** Too fast. */
        THROTTLED,
        /** The name is taken. */
        NAME_EXISTS,
        /** There is no such key pair. */
        NOT_FOUND,
        /** Credentials that the service does not know. */
        DENIED,
        /** A code that is in no list. */
        UNRECOGNIZED,
        /** A proxy's page instead of an answer. */
        BAD_GATEWAY,
        /** No answer in time. */
        TIMED_OUT,
        /** The connection broke under the call. */
        CONNECTION_LOST,
        /** There was none. */
        UNREACHABLE;

        Throwable error() {
            return switch (this) {
                case THROTTLED -> unmodelled("ThrottlingException", 400);
                case NAME_EXISTS ->
                    InvalidInputException.builder()
                            .code("NameExists")
                            .awsErrorDetails(details("InvalidInputException"))
                            .statusCode(400)
                            .build();
                case NOT_FOUND ->
                    NotFoundException.builder()
                            .awsErrorDetails(details("NotFoundException"))
                            .statusCode(404)
                            .build();
                case DENIED -> unmodelled("UnrecognizedClientException", 403);
                case UNRECOGNIZED -> unmodelled("SomethingNew", 400);
                case BAD_GATEWAY -> LightsailException.builder().statusCode(502).build();
                case TIMED_OUT -> wrapped(ApiCallAttemptTimeoutException.create(10_000));
                case CONNECTION_LOST -> wrapped(SdkClientException.create("call failed", new IOException("reset")));
                case UNREACHABLE ->
                    wrapped(SdkClientException.create("call failed", new ConnectException("Connection refused")));
            };
        }

        private static Throwable wrapped(Throwable error) {
            return new CompletionException(error);
        }

        private static Throwable unmodelled(String code, int status) {
            return LightsailException.builder()
                    .awsErrorDetails(details(code))
                    .statusCode(status)
                    .build();
        }

        private static AwsErrorDetails details(String code) {
            return AwsErrorDetails.builder()
                    .errorCode(code)
                    .errorMessage("some words")
                    .build();
        }
    }

    /** Makes the failure. */
    @Setup
    public void make() {
        error = trouble.error();
    }

    /** Classifies it. */
    @Benchmark
    public Failure classify() {
        return FailureClassifier.classify(error);
    }
}
