package dev.keyflux.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

final class SharedSessionTest {

    private static final Duration LIFETIME = Duration.ofHours(1);

    private final AtomicInteger openings = new AtomicInteger();
    private Instant now = Instant.EPOCH;
    private boolean failing;

    private final SharedSession shared = new SharedSession(Mono.defer(this::open), () -> now);

    private Mono<Session> open() {
        openings.incrementAndGet();
        return failing
                ? Mono.error(new IllegalStateException("no session to be had"))
                : Mono.just(Session.entered(AwsSessionCredentials.builder()
                        .accessKeyId("AKIDTEST")
                        .secretAccessKey("any")
                        .sessionToken("any")
                        .expirationTime(now.plus(LIFETIME))
                        .build()));
    }

    @Test
    void session_askedForTwice_isOpenedOnce() {
        var first = session();

        assertThat(session()).isSameAs(first);
        assertThat(openings).hasValue(1);
    }

    @Test
    void session_aboutToExpire_isRenewedAsideForTheNextCall() {
        var first = session();

        now = now.plus(LIFETIME).minus(Duration.ofMinutes(4));

        assertThat(session()).isSameAs(first);
        assertThat(session()).isNotSameAs(first);
        assertThat(openings).hasValue(2);
    }

    @Test
    void session_aboutToExpireAndNotToBeRenewed_isUsedOnAndAskedForOnceASecond() {
        var first = session();
        failing = true;

        now = now.plus(LIFETIME).minus(Duration.ofMinutes(4));
        for (var ask = 0; ask < 100; ask++) {
            assertThat(session()).isSameAs(first);
            now = now.plusMillis(30);
        }

        assertThat(openings).hasValue(1 + 3);
    }

    @Test
    void session_overAndNotToBeRenewed_fails() {
        session();
        failing = true;

        now = now.plus(LIFETIME).minus(Duration.ofSeconds(10));

        StepVerifier.create(shared.session())
                .expectErrorMessage("no session to be had")
                .verify(Duration.ofSeconds(10));
    }

    @Test
    void session_refused_isOpenedAnewAtOnce() {
        var first = session();

        first.refuse();

        assertThat(session()).isNotSameAs(first);
    }

    private Session session() {
        return Objects.requireNonNull(shared.session().block(Duration.ofSeconds(10)));
    }
}
