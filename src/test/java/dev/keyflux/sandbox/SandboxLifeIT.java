package dev.keyflux.sandbox;

import static dev.keyflux.sandbox.SandboxClients.ALPHA;
import static dev.keyflux.sandbox.SandboxClients.IRELAND;
import static dev.keyflux.sandbox.SandboxClients.answer;
import static dev.keyflux.sandbox.SandboxClients.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;

/** A sandbox as a whole: its options, what it saw, and its end. */
final class SandboxLifeIT {

    @Test
    void port_inUse_isSaid() {
        try (var first = Sandbox.start()) {
            var port = first.url().getPort();

            assertThatThrownBy(() -> Sandbox.builder().port(port).start())
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("cannot listen on 127.0.0.1:%s", port);
        }
    }

    @Test
    void port_afterClose_isFreeAgain() {
        var first = Sandbox.start();
        first.close();

        try (var second = Sandbox.builder().port(first.url().getPort()).start()) {
            assertThat(second.url()).isEqualTo(first.url());
        }
    }

    @Test
    void close_withAnswersHeldBack_cutsThem() throws Exception {
        var arrived = new CountDownLatch(1);
        var sandbox = Sandbox.builder()
                .latency(call -> {
                    arrived.countDown();
                    return Duration.ofHours(1);
                })
                .start();
        try (var clients = new SandboxClients(sandbox)) {
            var call = clients.lightsail().getKeyPairs();
            arrived.await();

            sandbox.close();
            sandbox.close();

            assertThat(failure(call)).isInstanceOf(SdkClientException.class);
        }
    }

    @Test
    void operation_toBeFollowed_endsWhenAskedOftenEnough() {
        try (var sandbox = Sandbox.builder().operationPolls(2).start();
                var clients = new SandboxClients(sandbox)) {
            var client = clients.lightsail();
            var begun = answer(client.importKeyPair(r -> r.keyPairName("bob").publicKeyBase64(ExampleKeys.RSA)))
                    .operation();
            var asked =
                    answer(client.getOperation(r -> r.operationId(begun.id()))).operation();
            var ended =
                    answer(client.getOperation(r -> r.operationId(begun.id()))).operation();

            assertThat(begun.isTerminal()).isFalse();
            assertThat(begun.statusAsString()).isEqualTo("Started");
            assertThat(asked.statusAsString()).isEqualTo("Started");
            assertThat(ended.isTerminal()).isTrue();
            assertThat(ended.statusAsString()).isEqualTo("Succeeded");
            assertThat(ended.createdAt()).isEqualTo(begun.createdAt());
        }
    }

    @Test
    void imports_ofOneNameAtOnce_succeedExactlyOnce() {
        try (var sandbox = Sandbox.start();
                var clients = new SandboxClients(sandbox)) {
            var client = clients.lightsail();
            var outcomes = IntStream.range(0, 64)
                    .mapToObj(
                            i -> client.importKeyPair(r -> r.keyPairName("bob").publicKeyBase64(ExampleKeys.RSA))
                                    .handle((done, failed) -> failed == null))
                    .toList();

            assertThat(outcomes.stream().map(SandboxClients::answer)).containsOnlyOnce(true);
            assertThat(sandbox.calls().count("ImportKeyPair")).isEqualTo(64);
        }
    }

    @Test
    void calls_heldBack_areSeenInFlight() throws Exception {
        var arrived = new CountDownLatch(4);
        try (var sandbox = Sandbox.builder()
                        .latency(call -> {
                            arrived.countDown();
                            return Duration.ofHours(1);
                        })
                        .start();
                var clients = new SandboxClients(sandbox)) {
            var account = sandbox.accountId(ALPHA);
            var ireland = clients.lightsail(ALPHA, IRELAND);
            var ohio = clients.lightsail(ALPHA, Region.US_EAST_2);
            var calls =
                    List.of(ireland.getKeyPairs(), ireland.getKeyPairs(), ireland.getActiveNames(), ohio.getKeyPairs());
            arrived.await();

            assertThat(sandbox.calls().inFlight()).isEqualTo(4);
            assertThat(sandbox.calls().maxInFlight()).isEqualTo(4);
            assertThat(sandbox.calls().maxInFlight(account, "eu-west-1")).isEqualTo(3);
            assertThat(sandbox.calls().maxInFlight(account, "us-east-2")).isEqualTo(1);
            assertThat(sandbox.calls().counts())
                    .isEqualTo(Map.of(
                            new SandboxCall(account, "eu-west-1", "GetKeyPairs"), 2L,
                            new SandboxCall(account, "eu-west-1", "GetActiveNames"), 1L,
                            new SandboxCall(account, "us-east-2", "GetKeyPairs"), 1L));
            assertThat(calls).noneMatch(CompletableFuture::isDone);
        }
    }

    @Test
    void calls_answered_areNoLongerInFlight() {
        try (var sandbox = Sandbox.builder().latency(Duration.ofMillis(1)).start();
                var clients = new SandboxClients(sandbox)) {
            answer(clients.lightsail().getKeyPairs());
            answer(clients.lightsail().getKeyPairs());

            assertThat(sandbox.calls().inFlight()).isZero();
            assertThat(sandbox.calls().maxInFlight()).isOne();
            assertThat(sandbox.calls().count()).isEqualTo(2);
            sandbox.calls().clear();
            assertThat(sandbox.calls().maxInFlight()).isZero();
            assertThat(sandbox.calls().count()).isZero();
        }
    }

    @Test
    void region_unknown_isRefused() {
        try (var sandbox = Sandbox.start()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> sandbox.region("111122223333", "us-west-1"))
                    .withMessageContaining("us-west-1");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> sandbox.region("AKIDALPHA", "us-west-2"))
                    .withMessageContaining("AKIDALPHA");
        }
    }

    @Test
    void put_replacesWhateverHasTheName() {
        try (var sandbox = Sandbox.start()) {
            var region = sandbox.region("111122223333", "eu-west-1");
            region.putResource("web", "Instance").putCreatedKeyPair("web", "aa:bb");

            assertThat(region.activeNames()).containsExactly("web");
            assertThat(region.keyPair("web")).hasValueSatisfying(pair -> {
                assertThat(pair.line()).isNull();
                assertThat(pair.fingerprint()).isEqualTo("aa:bb");
            });
            assertThat(region.remove("web").activeNames()).isEmpty();
        }
    }
}
