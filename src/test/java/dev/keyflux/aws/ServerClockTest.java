package dev.keyflux.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.services.lightsail.model.LightsailException;

final class ServerClockTest {

    private static final Instant HERE = Instant.parse("2026-11-24T10:00:00Z");

    private final ServerClock clock = new ServerClock(InstantSource.fixed(HERE));

    @ParameterizedTest
    @CsvSource({
        "RequestTimeTooSkewed, 'Tue, 24 Nov 2026 10:10:00 GMT', 2026-11-24T10:10:00Z",
        "InvalidSignatureException, 'Tue, 24 Nov 2026 08:00:00 GMT', 2026-11-24T08:00:00Z",
        "SignatureDoesNotMatch, 'Tue, 24 Nov 2026 10:05:00 GMT', 2026-11-24T10:05:00Z"
    })
    void learn_turnedAwayForItsTime_takesTheServicesTime(String code, String date, Instant there) {
        assertThat(clock.learn(answer(code, date))).isTrue();
        assertThat(clock.instant()).isEqualTo(there);
    }

    @Test
    void learn_secondCallSignedBeforeTheFirstLearned_isOfTimeTooAndChangesNothing() {
        var late = answer("InvalidSignatureException", "Tue, 24 Nov 2026 10:10:00 GMT");
        assertThat(clock.learn(late)).isTrue();

        assertThat(clock.learn(late)).isTrue();
        assertThat(clock.instant()).isEqualTo(Instant.parse("2026-11-24T10:10:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "InvalidSignatureException, 'Tue, 24 Nov 2026 10:01:00 GMT'",
        "AccessDeniedException, 'Tue, 24 Nov 2026 12:00:00 GMT'",
        "RequestTimeTooSkewed, yesterday"
    })
    void learn_notOfTimeOrNotTold_keepsItsOwn(String code, String date) {
        assertThat(clock.learn(answer(code, date))).isFalse();
        assertThat(clock.instant()).isEqualTo(HERE);
    }

    @Test
    void learn_thisMachinesTimeIsSetRightLater_takesThatAgain() {
        var here = new AtomicReference<>(HERE);
        var clock = new ServerClock(here::get);
        assertThat(clock.learn(answer("InvalidSignatureException", "Tue, 24 Nov 2026 10:10:00 GMT")))
                .isTrue();
        here.set(Instant.parse("2026-11-24T11:10:00Z"));
        var wrong = answer("InvalidSignatureException", "Tue, 24 Nov 2026 11:10:00 GMT");

        assertThat(clock.learn(wrong)).isTrue();
        assertThat(clock.instant()).isEqualTo(Instant.parse("2026-11-24T11:10:00Z"));
        // Others that were signed before that, and after them a signature that is bad by itself.
        assertThat(clock.learn(wrong)).isTrue();
        here.set(Instant.parse("2026-11-24T11:12:00Z"));
        assertThat(clock.learn(answer("InvalidSignatureException", "Tue, 24 Nov 2026 11:12:00 GMT")))
                .isFalse();
    }

    @Test
    void learn_noAnswer_keepsItsOwn() {
        assertThat(clock.learn(new IOException("reset"))).isFalse();
        assertThat(clock.instant()).isEqualTo(HERE);
    }

    private static Throwable answer(String code, String date) {
        return LightsailException.builder()
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage("words")
                        .sdkHttpResponse(SdkHttpFullResponse.builder()
                                .statusCode(403)
                                .putHeader("Date", date)
                                .build())
                        .build())
                .build();
    }
}
