package dev.keyflux.sandbox.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReplyFaultTest {

    @ParameterizedTest
    @CsvSource({
        "AccessDenied, 403",
        "SignatureDoesNotMatch, 403",
        "UnauthenticatedException, 401",
        "InternalFailure, 500",
        "ServiceUnavailable, 503",
        "ThrottlingException, 400"
    })
    void error_ofAType_hasTheStatusThatAwsGivesIt(String type, int status) {
        assertThat(ReplyFault.AwsError.of(Stage.BEFORE, type).status()).isEqualTo(status);
    }

    @Test
    void typeWithALineBreak_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReplyFault.AwsError.of(Stage.BEFORE, "Bad\nType"))
                .withMessageContaining("Bad?Type");
    }

    @Test
    void contentTypeWithALineBreak_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReplyFault.Page(Stage.BEFORE, 503, "text/html\r\n", "page"));
    }
}
