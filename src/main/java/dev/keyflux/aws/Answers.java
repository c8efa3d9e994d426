package dev.keyflux.aws;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lightsail.model.GetActiveNamesResponse;
import software.amazon.awssdk.services.lightsail.model.GetKeyPairResponse;
import software.amazon.awssdk.services.lightsail.model.GetKeyPairsResponse;
import software.amazon.awssdk.services.lightsail.model.GetOperationResponse;
import software.amazon.awssdk.services.lightsail.model.ImportKeyPairResponse;
import software.amazon.awssdk.services.lightsail.model.ResourceLocation;

/**
 * Turns the SDK's answers into Keyflux's records. The SDK reads an empty or foreign JSON body as an answer without any
 * member; such an answer says nothing, so it is a failure here, and never "there is none".
 */
final class Answers {

    private Answers() {}

    /** The operation that was begun. */
    static Operation operation(ImportKeyPairResponse answer) {
        return operation(answer.operation());
    }

    /** The operation of this id. */
    static Operation operation(String id, GetOperationResponse answer) {
        var operation = operation(answer.operation());
        if (isAnother(id, operation.id())) {
            throw unreadable("the operation " + id);
        }
        return operation;
    }

    private static Operation operation(software.amazon.awssdk.services.lightsail.model.@Nullable Operation answer) {
        if (answer == null || (answer.id() == null && answer.statusAsString() == null)) {
            throw unreadable("an operation");
        }
        return new Operation(
                answer.id(),
                answer.resourceName(),
                answer.resourceTypeAsString(),
                answer.createdAt(),
                location(answer.location()),
                answer.isTerminal(),
                answer.operationDetails(),
                answer.operationTypeAsString(),
                answer.statusAsString(),
                answer.statusChangedAt(),
                answer.errorCode(),
                answer.errorDetails());
    }

    /** The key pair of this name. */
    static KeyPair keyPair(String name, GetKeyPairResponse answer) {
        if (answer.keyPair() == null
                || answer.keyPair().name() == null
                || isAnother(name, answer.keyPair().name())) {
            throw unreadable("the key pair " + name);
        }
        return keyPair(answer.keyPair());
    }

    static Page<KeyPair> keyPairs(GetKeyPairsResponse answer) {
        if (!answer.hasKeyPairs() || answer.keyPairs().stream().anyMatch(Objects::isNull)) {
            throw unreadable("key pairs");
        }
        return new Page<>(answer.keyPairs().stream().map(Answers::keyPair).toList(), next(answer.nextPageToken()));
    }

    static Page<String> activeNames(GetActiveNamesResponse answer) {
        if (!answer.hasActiveNames() || answer.activeNames().stream().anyMatch(Objects::isNull)) {
            throw unreadable("active names");
        }
        return new Page<>(List.copyOf(answer.activeNames()), next(answer.nextPageToken()));
    }

    private static KeyPair keyPair(software.amazon.awssdk.services.lightsail.model.KeyPair answer) {
        return new KeyPair(answer.name(), answer.fingerprint());
    }

    private static Operation.@Nullable Location location(@Nullable ResourceLocation answer) {
        return answer == null ? null : new Operation.Location(answer.availabilityZone(), answer.regionNameAsString());
    }

    private static @Nullable String next(@Nullable String token) {
        return token == null || token.isEmpty() ? null : token;
    }

    /** Whether an answer is of something else than was asked for; upper and lower case may be the service's. */
    private static boolean isAnother(String asked, @Nullable String answered) {
        return answered != null && !answered.equalsIgnoreCase(asked);
    }

    static CallFailedException unreadable(String what) {
        return new CallFailedException(
                new Failure(
                        FailureKind.AMBIGUOUS, FailureClassifier.UNREADABLE, "the answer does not hold " + what, null),
                null);
    }
}
