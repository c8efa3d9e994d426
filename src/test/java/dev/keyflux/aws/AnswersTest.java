package dev.keyflux.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.lightsail.model.GetActiveNamesResponse;
import software.amazon.awssdk.services.lightsail.model.GetKeyPairsResponse;
import software.amazon.awssdk.services.lightsail.model.KeyPair;

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

    private static void assertUnreadable(ThrowingCallable read) {
        assertThatExceptionOfType(CallFailedException.class)
                .isThrownBy(read)
                .satisfies(error -> assertThat(error.failure().code()).isEqualTo("UnreadableAnswer"));
    }
}
