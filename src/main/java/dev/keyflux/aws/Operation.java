package dev.keyflux.aws;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What Lightsail answers to a write: an operation, with every field of the service's own record. Enumerations are kept as
 * the strings the service sent, since key pair operations have types that the SDK's enums do not list.
 *
 * @param id the operation's id, with which it can be followed
 * @param resourceName the name of the resource that it works on
 * @param resourceType for example {@code KeyPair}
 * @param createdAt when the service began it
 * @param location where it runs
 * @param isTerminal whether it has reached its end
 * @param operationDetails free text
 * @param operationType for example {@code ImportKeyPair}
 * @param status {@code NotStarted}, {@code Started}, {@code Failed}, {@code Completed} or {@code Succeeded}
 * @param statusChangedAt when {@code status} last changed
 * @param errorCode set if it failed
 * @param errorDetails set if it failed
 * @see <a href="https://docs.aws.amazon.com/lightsail/2016-11-28/api-reference/API_Operation.html">Operation</a>
 */
public record Operation(
        @Nullable String id,
        @Nullable String resourceName,
        @Nullable String resourceType,
        @Nullable Instant createdAt,
        @Nullable Location location,
        @Nullable Boolean isTerminal,
        @Nullable String operationDetails,
        @Nullable String operationType,
        @Nullable String status,
        @Nullable Instant statusChangedAt,
        @Nullable String errorCode,
        @Nullable String errorDetails) {

    private static final Set<String> SUCCESS = Set.of("Completed", "Succeeded");

    /**
     * Where an operation runs.
     *
     * @param availabilityZone {@code all} for key pairs
     * @param regionName for example {@code eu-west-2}
     */
    public record Location(
            @Nullable String availabilityZone, @Nullable String regionName) {}

    /** Whether it ended well. Both {@code Completed} and {@code Succeeded} say so. */
    public boolean succeeded() {
        return status != null && SUCCESS.contains(status);
    }

    /** Whether it ended, and not well as far as one can tell. */
    public boolean failed() {
        return tellsFailure() || (Boolean.TRUE.equals(isTerminal) && !succeeded());
    }

    /** Whether the service says that it failed; one that only ended may have done anything. */
    public boolean tellsFailure() {
        return "Failed".equals(status);
    }
}
