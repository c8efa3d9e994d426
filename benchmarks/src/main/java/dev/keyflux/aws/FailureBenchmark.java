package dev.keyflux.aws;

import java.io.IOException;
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
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.lightsail.model.InvalidInputException;
import software.amazon.awssdk.services.lightsail.model.LightsailException;

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

    /** Failures of each way through the classifier. */
    public enum Trouble {
        /** The name is taken. */
        NAME_EXISTS,
        /** Too fast. */
        THROTTLED,
        /** A code that the API's model does not know. */
        UNMODELLED,
        /** The connection broke. */
        CONNECTION_LOST;

        Throwable error() {
            return switch (this) {
                case NAME_EXISTS ->
                    InvalidInputException.builder()
                            .code("NameExists")
                            .awsErrorDetails(details("InvalidInputException"))
                            .statusCode(400)
                            .build();
                case THROTTLED -> unmodelled("ThrottlingException", 400);
                case UNMODELLED -> unmodelled("UnrecognizedClientException", 403);
                case CONNECTION_LOST ->
                    new CompletionException(SdkClientException.create("call failed", new IOException("reset")));
            };
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
