package dev.keyflux.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.lightsail.model.GetActiveNamesResponse;
import software.amazon.awssdk.services.lightsail.model.GetKeyPairResponse;
import software.amazon.awssdk.services.lightsail.model.GetKeyPairsResponse;
import software.amazon.awssdk.services.lightsail.model.GetOperationResponse;
import software.amazon.awssdk.services.lightsail.model.KeyPair;
import software.amazon.awssdk.services.lightsail.model.Operation;
import software.amazon.awssdk.services.lightsail.model.OperationStatus;

final class AnswersTest {

    @Test
    void listing_withNullAmongItsMembers_isUnreadable() {
        var pairs = GetKeyPairsResponse.builder()
                .keyPairs(KeyPair.builder().name("bob").build(), null)
                .build();
        var names = GetActiveNamesResponse.builder().activeNames("bob", null).build();

        assertUnreadable(() -> Answers.keyPairs(pairs));
        assertUnreadable(() -> Answers.activeNames(names));
    }

    @Test
    void answer_ofSomethingElseThanWasAskedFor_isUnreadable() {
        var operation = Operation.builder()
                .id("op-1")
                .resourceName("Bob")
                .status(OperationStatus.SUCCEEDED)
                .build();
        var followed = GetOperationResponse.builder().operation(operation).build();
        var pair = GetKeyPairResponse.builder()
                .keyPair(KeyPair.builder().name("Bob").build())
                .build();

        assertThat(Answers.operation("op-1", followed).resourceName()).isEqualTo("Bob");
        assertThat(Answers.keyPair("bob", pair).name()).isEqualTo("Bob");
        assertUnreadable(() -> Answers.operation("op-2", followed));
        assertUnreadable(() -> Answers.keyPair("alice", pair));
    }

    private static void assertUnreadable(ThrowingCallable read) {
        assertThatExceptionOfType(CallFailedException.class)
                .isThrownBy(read)
                .satisfies(error -> assertThat(error.failure().code()).isEqualTo("UnreadableAnswer"));
    }
}
