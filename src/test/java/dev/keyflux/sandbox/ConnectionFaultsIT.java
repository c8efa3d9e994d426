package dev.keyflux.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyflux.sandbox.fault.Fault;
import dev.keyflux.sandbox.fault.FaultPlan;
import dev.keyflux.sandbox.fault.FaultRule;
import dev.keyflux.sandbox.fault.ReplyFault.StaleConnection.When;
import dev.keyflux.sandbox.fault.Stage;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Faults of the connection, as a bare socket sees them, and the state they leave behind. */
final class ConnectionFaultsIT {
    private final CountDownLatch arrived = new CountDownLatch(1);
    private Sandbox sandbox = Sandbox.start();

    @AfterEach
    void close() {
        sandbox.close();
    }

    @ParameterizedTest
    @EnumSource
    void reset_isARst(Stage stage) throws IOException {
        start(Fault.reset(stage));

        try (var connection = new RawConnection(sandbox)) {
            connection.importKeyPair("bob");

            assertThatThrownBy(connection::everything)
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
        }
        assertImported(stage == Stage.AFTER);
    }

    @ParameterizedTest
    @EnumSource
    void close_isAnEndWithoutAnswer(Stage stage) throws IOException {
        start(Fault.close(stage));

        try (var connection = new RawConnection(sandbox)) {
            assertThat(connection.importKeyPair("bob").everything()).isEmpty();
        }
        assertImported(stage == Stage.AFTER);
    }

    @ParameterizedTest
    @EnumSource
    void hang_endsWithItsTime(Stage stage) throws IOException {
        start(Fault.hang(stage, Duration.ofMillis(50)));

        try (var connection = new RawConnection(sandbox)) {
            assertThat(connection.importKeyPair("bob").everything()).isEmpty();
        }
        assertImported(stage == Stage.AFTER);
        assertThat(sandbox.calls().maxInFlight()).isOne();
    }

    @Test
    void hang_whenTheClientLeaves_ends() throws IOException, InterruptedException {
        start(Fault.hang(Stage.AFTER, Duration.ofHours(1)));

        try (var connection = new RawConnection(sandbox)) {
            connection.importKeyPair("bob");
            assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();
        }
        awaitNoneInFlight();
        assertImported(true);
    }

    @Test
    void trickle_bringsTheWholeAnswer() throws IOException {
        start(Fault.trickle(40, Duration.ofMillis(1)));

        try (var connection = new RawConnection(sandbox)) {
            assertThat(connection.importKeyPair("bob").answer())
                    .contains(" 200 OK")
                    .endsWith("}");
            assertThat(connection.importKeyPair("bob").answer()).contains("NameExists");
        }
        assertImported(true);
        assertThat(sandbox.calls().inFlight()).isZero();
    }

    @Test
    void trickle_whenTheClientLeaves_ends() throws IOException, InterruptedException {
        start(Fault.trickle(1, Duration.ofMillis(1)));

        try (var connection = new RawConnection(sandbox)) {
            connection.importKeyPair("bob");
            assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();
        }
        awaitNoneInFlight();
        assertImported(true);
    }

    @Test
    void truncate_endsBeforeWhatTheHeadAnnounces() throws IOException {
        start(Fault.truncate(50));

        try (var connection = new RawConnection(sandbox)) {
            var answer = connection.importKeyPair("bob").everything();
            var announced = Integer.parseInt(answer.replaceAll("(?is).*content-length: (\\d+).*", "$1"));

            assertThat(answer).contains(" 200 OK", "{\"operation\":{");
            assertThat(answer.substring(answer.indexOf("\r\n\r\n") + 4)).hasSize(announced / 2);
        }
        assertImported(true);
    }

    @Test
    void staleConnection_idle_endsAfterTheAnswer() throws IOException {
        start(Fault.staleConnection(When.IDLE));

        try (var connection = new RawConnection(sandbox)) {
            assertThat(connection.importKeyPair("bob").everything())
                    .contains(" 200 OK")
                    .doesNotContainIgnoringCase("connection: close")
                    .endsWith("}");
        }
        assertImported(true);
    }

    @Test
    void staleConnection_reused_isResetWithoutACall() throws IOException {
        start(Fault.staleConnection(When.REUSE));

        try (var connection = new RawConnection(sandbox)) {
            assertThat(connection.importKeyPair("bob").answer()).contains(" 200 OK");
            connection.importKeyPair("amy");

            assertThatThrownBy(connection::everything).isInstanceOf(SocketException.class);
        }
        assertImported(true);
        assertThat(sandbox.calls().count()).isOne();
    }

    private void start(Fault fault) {
        sandbox.close();
        sandbox = Sandbox.builder()
                .faults(FaultPlan.seeded(1).with(FaultRule.of("it", fault)))
                .latency(call -> {
                    arrived.countDown();
                    return Duration.ZERO;
                })
                .start();
    }

    private void awaitNoneInFlight() {
        var limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (sandbox.calls().inFlight() > 0) {
            assertThat(System.nanoTime()).isLessThan(limit);
            Thread.onSpinWait();
        }
    }

    /** Whether bob is there, and that the log of faults says the same. */
    private void assertImported(boolean imported) {
        var region = sandbox.region(sandbox.accountId("AKIDALPHA"), "eu-west-1");

        assertThat(region.activeNames()).isEqualTo(imported ? List.of("bob") : List.of());
        assertThat(sandbox.faults().applied())
                .first()
                .satisfies(fault -> assertThat(fault.tookEffect()).isEqualTo(imported));
    }
}
