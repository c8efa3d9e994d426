package dev.keyflux.sandbox;

import org.jspecify.annotations.Nullable;

/**
 * A request that is refused, in the service's words.
 *
 * <p>Where these words come from: names, codes and messages of key pairs from public issue threads that quote the live
 * service (aws-cli#6020, terraform-provider-aws), those of signatures likewise; the HTTP statuses from Lightsail's API
 * reference, "Common Errors". The documents contradict each other on statuses, so clients do well to go by the type.
 */
final class ServiceError extends RuntimeException {
    private static final int BAD_REQUEST = 400;

    private final int status;
    private final String type;
    private final @Nullable String code;
    private final String text;

    ServiceError(int status, String type, @Nullable String code, String text) {
        super(text, null, false, false);
        this.status = status;
        this.type = type;
        this.code = code;
        this.text = text;
    }

    static ServiceError invalidInput(@Nullable String code, String text) {
        return new ServiceError(BAD_REQUEST, "InvalidInputException", code, text);
    }

    static ServiceError nameExists(String name) {
        return invalidInput("NameExists", "Some names are already in use: " + name);
    }

    static ServiceError invalidKey() {
        return invalidInput("InvalidKey.Format", "The format of this public key is not valid");
    }

    static ServiceError invalidName(String name) {
        return invalidInput(
                "InvalidName",
                "The name \"" + name
                        + "\" is not valid. Names must be two characters or more, start and end with a letter,"
                        + " a digit or an underscore, and contain nothing else except hyphens in between");
    }

    static ServiceError fingerprintMismatch(String name) {
        return invalidInput("FingerprintMismatch", "The expected fingerprint is not the one of the key pair: " + name);
    }

    static ServiceError doesNotExist(String resourceType, String name) {
        return new ServiceError(
                BAD_REQUEST, "NotFoundException", "DoesNotExist", "The " + resourceType + " does not exist: " + name);
    }

    static ServiceError missingMember(String member) {
        return new ServiceError(
                BAD_REQUEST,
                "ValidationException",
                null,
                "1 validation error detected: Value null at '" + member
                        + "' failed to satisfy constraint: Member must not be null");
    }

    static ServiceError unreadable(String text) {
        return new ServiceError(BAD_REQUEST, "SerializationException", null, text);
    }

    static ServiceError unknownOperation() {
        return new ServiceError(BAD_REQUEST, "UnknownOperationException", null, "The operation is not known here");
    }

    int status() {
        return status;
    }

    /** The error's type, for example {@code InvalidInputException}. */
    String type() {
        return type;
    }

    /** The finer code that Lightsail's own exceptions carry, for example {@code NameExists}. */
    @Nullable
    String code() {
        return code;
    }

    String text() {
        return text;
    }
}
