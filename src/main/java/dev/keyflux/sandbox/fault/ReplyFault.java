package dev.keyflux.sandbox.fault;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The client gets no answer, another answer, or its answer in a bad way. A call meets at most one of these. */
public sealed interface ReplyFault extends Fault {

    /** Whether this comes instead of the call's effect, or after it. */
    Stage stage();

    /** The connection is reset: TCP RST, with nothing sent before. */
    record Reset(Stage stage) implements ReplyFault {}

    /** The connection is closed in good order, with nothing sent before. */
    record Close(Stage stage) implements ReplyFault {}

    /**
     * Silence, until the client closes the connection or {@code time} has passed, when the sandbox closes it.
     *
     * @param time more than nothing
     */
    record Hang(Stage stage, Duration time) implements ReplyFault {
        /** Checks the time. */
        public Hang {
            requirePositive(time, "time");
        }
    }

    /**
     * The answer's head comes at once, its body a little at a time.
     *
     * @param bytes how many at a time
     * @param pause before each of them
     */
    record Trickle(int bytes, Duration pause) implements ReplyFault {
        /** Checks both. */
        public Trickle {
            if (bytes < 1) {
                throw new IllegalArgumentException("bytes must be 1 or more: " + bytes);
            }
            requirePositive(pause, "pause");
        }

        @Override
        public Stage stage() {
            return Stage.AFTER;
        }
    }

    /**
     * The answer's head announces the whole body, and the connection is closed in good order after a part of it.
     *
     * @param percent how much of the body comes, 0 to 99, rounded down to bytes
     */
    record Truncate(int percent) implements ReplyFault {
        /** Checks the part. */
        public Truncate {
            if (percent < 0 || percent > 99) {
                throw new IllegalArgumentException("percent must be 0 to 99: " + percent);
            }
        }

        @Override
        public Stage stage() {
            return Stage.AFTER;
        }
    }

    /** Status 200, the content type of JSON, and a body of characters that the seed decides, which is no JSON. */
    record Garbage(Stage stage) implements ReplyFault {}

    /**
     * An answer from something that is not the service.
     *
     * @param status the HTTP status, 200 to 599
     * @param contentType of the body
     * @param body sent in UTF-8
     */
    record Page(Stage stage, int status, String contentType, String body) implements ReplyFault {
        /**
         * Checks the status and the content type.
         *
         * @throws IllegalArgumentException if the status is none, or the content type holds what no header can
         */
        public Page {
            requireStatus(status, 200);
            requireHeaderText("content type", contentType);
        }
    }

    /**
     * An error in the words of the service that is called.
     *
     * @param type the error's type, for example {@code ThrottlingException}; STS names some otherwise, for example {@code
     *     ExpiredToken}
     * @param status the HTTP status, 400 to 599
     * @param code the finer code that Lightsail's own exceptions carry, if any
     * @param message the text
     */
    record AwsError(
            Stage stage, String type, int status, @Nullable String code, String message) implements ReplyFault {

        /** The statuses in the service's model (botocore, {@code lightsail/2016-11-28}) and of AWS's common errors. */
        private static final Map<String, Integer> STATUSES = Map.ofEntries(
                Map.entry("AccessDenied", 403),
                Map.entry("AccessDeniedException", 403),
                Map.entry("ExpiredToken", 403),
                Map.entry("ExpiredTokenException", 403),
                Map.entry("InvalidClientTokenId", 403),
                Map.entry("InvalidSignatureException", 403),
                Map.entry("MissingAuthenticationToken", 403),
                Map.entry("OptInRequired", 403),
                Map.entry("SignatureDoesNotMatch", 403),
                Map.entry("UnrecognizedClientException", 403),
                Map.entry("UnauthenticatedException", 401),
                Map.entry("AccountSetupInProgressException", 428),
                Map.entry("RegionSetupInProgressException", 428),
                Map.entry("InternalFailure", 500),
                Map.entry("ServiceException", 500),
                Map.entry("ServiceUnavailable", 503));

        /**
         * Checks the status and the type.
         *
         * @throws IllegalArgumentException if the status is none, or the type holds what no header can
         */
        public AwsError {
            requireStatus(status, 400);
            requireHeaderText("type", type);
        }

        /** With the usual status, 400 for types that are not known here, and without a finer code. */
        public static AwsError of(Stage stage, String type) {
            return new AwsError(stage, type, STATUSES.getOrDefault(type, 400), null, "a fault that was scripted");
        }

        /** The same with another finer code. */
        public AwsError withCode(String other) {
            return new AwsError(stage, type, status, other, message);
        }

        /** The same with another status. */
        public AwsError withStatus(int other) {
            return new AwsError(stage, type, other, code, message);
        }

        /** The same with another text. */
        public AwsError withMessage(String other) {
            return new AwsError(stage, type, status, code, other);
        }
    }

    /**
     * The answer is whole and promises to keep the connection alive, which does not hold.
     *
     * @param when what the connection ends upon
     */
    record StaleConnection(When when) implements ReplyFault {
        /** What it ends upon. */
        public enum When {
            /** It is closed as soon as the answer is sent. */
            IDLE,
            /** It is reset by the next request on it, which the service never sees: no call, and no effect. */
            REUSE
        }

        @Override
        public Stage stage() {
            return Stage.AFTER;
        }
    }

    private static void requirePositive(Duration duration, String what) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(what + " must be more than nothing: " + duration);
        }
    }

    private static void requireHeaderText(String what, String text) {
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(what + " must be without line breaks and other control characters: "
                    + text.replaceAll("\\p{Cntrl}", "?"));
        }
    }

    private static void requireStatus(int status, int least) {
        if (status < least || status > 599) {
            throw new IllegalArgumentException("status must be " + least + " to 599: " + status);
        }
    }
}
