package dev.keyflux.sandbox;

import static dev.keyflux.sandbox.SandboxClients.ALPHA;
import static dev.keyflux.sandbox.SandboxClients.answer;
import static dev.keyflux.sandbox.SandboxClients.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyflux.sandbox.fault.EffectFault.OperationCourse.Effect;
import dev.keyflux.sandbox.fault.EffectFault.OperationCourse.End;
import dev.keyflux.sandbox.fault.Fault;
import dev.keyflux.sandbox.fault.FaultPlan;
import dev.keyflux.sandbox.fault.FaultRule;
import dev.keyflux.sandbox.fault.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.lightsail.LightsailAsyncClient;
import software.amazon.awssdk.services.lightsail.model.KeyPair;
import software.amazon.awssdk.services.lightsail.model.NotFoundException;
import software.amazon.awssdk.services.lightsail.model.Operation;

/** Calls that are answered in good order, and whose effect is another than clients like to assume. */
final class EffectFaultsIT {
    private final ManualClock clock = ManualClock.atEpoch();
    private Sandbox sandbox = Sandbox.start();
    private SandboxClients clients = new SandboxClients(sandbox);
    private LightsailAsyncClient client = clients.lightsail();

    @AfterEach
    void close() {
        clients.close();
        sandbox.close();
    }

    @ParameterizedTest
    @EnumSource
    void operation_thatSucceedsLate_hasItsEffectWhenTold(Effect effect) {
        start(FaultRule.of("it", Fault.operation(1, End.SUCCEEDED, effect)));

        var begun = importKeyPair("bob");
        var atFirst = names();
        var ended = operation(begun.id());

        assertThat(begun.isTerminal()).isFalse();
        assertThat(atFirst).hasSize(effect == Effect.START ? 1 : 0);
        assertThat(ended.isTerminal()).isTrue();
        assertThat(ended.statusAsString()).isEqualTo("Succeeded");
        assertThat(names()).hasSize(effect == Effect.NEVER ? 0 : 1);
        assertThat(sandbox.faults().applied())
                .singleElement()
                .satisfies(met -> assertThat(met.tookEffect()).isEqualTo(effect == Effect.START));
    }

    @ParameterizedTest
    @EnumSource
    void operation_thatFails_tellsCodeAndDetails(Effect effect) {
        start(FaultRule.of("it", Fault.operation(1, End.FAILED, effect)));

        var ended = operation(importKeyPair("bob").id());

        assertThat(ended.isTerminal()).isTrue();
        assertThat(ended.statusAsString()).isEqualTo("Failed");
        assertThat(ended.errorCode()).isEqualTo("InternalFailure");
        assertThat(ended.errorDetails()).isEqualTo("a fault that was scripted");
        assertThat(names()).hasSize(effect == Effect.NEVER ? 0 : 1);
    }

    @Test
    void operation_thatFailsAtOnce_isAnsweredSo() {
        start(FaultRule.of("it", Fault.operation(0, End.FAILED, Effect.NEVER)));

        var begun = importKeyPair("bob");

        assertThat(begun.isTerminal()).isTrue();
        assertThat(begun.statusAsString()).isEqualTo("Failed");
        assertThat(names()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void operation_thatVanishes_isNotFound(Effect effect) {
        start(FaultRule.of("it", Fault.operation(2, End.VANISHED, effect)));

        var begun = importKeyPair("bob");

        assertThat(operation(begun.id()).statusAsString()).isEqualTo("Started");
        assertThat(failure(client.getOperation(r -> r.operationId(begun.id())))).isInstanceOf(NotFoundException.class);
        assertThat(failure(client.getOperation(r -> r.operationId(begun.id())))).isInstanceOf(NotFoundException.class);
        assertThat(names()).hasSize(effect == Effect.NEVER ? 0 : 1);
    }

    @Test
    void operation_thatVanishesWithoutPolls_isStartedAtFirst() {
        start(FaultRule.of("it", Fault.operation(0, End.VANISHED, Effect.START)));

        var begun = importKeyPair("bob");

        assertThat(begun.statusAsString()).isEqualTo("Started");
        assertThat(failure(client.getOperation(r -> r.operationId(begun.id())))).isInstanceOf(NotFoundException.class);
    }

    @Test
    void operation_whoseNameIsTakenMeanwhile_fails() {
        start(FaultRule.of("it", Fault.operation(1, End.SUCCEEDED, Effect.END)).nth(1));

        var late = importKeyPair("bob");
        importKeyPair("bob");

        assertThat(operation(late.id()).statusAsString()).isEqualTo("Failed");
        assertThat(operation(late.id()).errorDetails()).contains("already in use: bob");
    }

    @Test
    void deletion_thatEndsLate_isThereUntilThen() {
        start(FaultRule.of("it", Fault.operation(1, End.SUCCEEDED, Effect.END)).operations("DeleteKeyPair"));
        importKeyPair("bob");

        var begun = answer(client.deleteKeyPair(r -> r.keyPairName("bob"))).operation();

        assertThat(names()).containsExactly("bob");
        operation(begun.id());
        assertThat(names()).isEmpty();
    }

    @Test
    void operation_thatTheServiceRefuses_metNoFault() {
        start(FaultRule.of("it", Fault.operation(1, End.FAILED, Effect.NEVER)).nth(2));
        importKeyPair("bob");

        assertThat(failure(client.importKeyPair(r -> r.keyPairName("bob").publicKeyBase64(ExampleKeys.ED25519))))
                .hasMessageContaining("already in use");
        assertThat(sandbox.faults().applied()).isEmpty();
    }

    @Test
    void readLag_hidesTheKeyPairButNotItsName() {
        start(FaultRule.of("lag", Fault.readLag(Duration.ofSeconds(2), 2)).names("bob"));
        importKeyPair("bob");
        importKeyPair("amy");

        assertThat(failure(client.importKeyPair(r -> r.keyPairName("bob").publicKeyBase64(ExampleKeys.ED25519))))
                .hasMessageContaining("already in use");
        assertThat(failure(client.getKeyPair(r -> r.keyPairName("bob")))).isInstanceOf(NotFoundException.class);
        assertThat(listed()).containsExactly("amy");
        assertThat(failure(client.getKeyPair(r -> r.keyPairName("bob")))).isInstanceOf(NotFoundException.class);
        clock.advance(Duration.ofSeconds(2));
        assertThat(listed()).containsExactly("amy", "bob");
        answer(client.getKeyPair(r -> r.keyPairName("bob")));
        assertThat(names()).containsExactly("amy", "bob");
    }

    @Test
    void emptyPage_leadsToWhatItLeftOut() {
        start(FaultRule.of("empty", Fault.emptyPage()).first(2));
        importKeyPair("amy");
        importKeyPair("bob");

        var tokens = new ArrayList<String>();
        var names = new ArrayList<String>();
        String token = null;
        do {
            var asked = token;
            var page = answer(client.getKeyPairs(r -> r.pageToken(asked)));
            page.keyPairs().stream().map(KeyPair::name).forEach(names::add);
            token = page.nextPageToken();
            tokens.add(token == null ? "the end" : token);
        } while (token != null);

        assertThat(names).containsExactly("amy", "bob");
        assertThat(tokens).hasSize(4).doesNotHaveDuplicates();
        assertThat(sandbox.faults().count("empty")).isEqualTo(2);
        assertThat(answer(client.getActiveNames()).activeNames()).isEmpty();
    }

    @Test
    void delay_beforeTheEffect_makesItLate() {
        start(FaultRule.of("late", Fault.delay(Stage.BEFORE, Duration.ofMillis(100), Duration.ofMillis(100))));

        var late = client.importKeyPair(r -> r.keyPairName("bob").publicKeyBase64(ExampleKeys.ED25519));
        while (sandbox.calls().count() == 0) {
            Thread.onSpinWait();
        }
        var meanwhile = names();
        answer(late);

        assertThat(meanwhile).isEmpty();
        assertThat(names()).containsExactly("bob");
    }

    private void start(FaultRule rule) {
        close();
        sandbox = Sandbox.builder()
                .clock(clock)
                .pageSize(1)
                .faults(FaultPlan.seeded(1).with(rule))
                .start();
        clients = new SandboxClients(sandbox);
        client = clients.lightsail();
    }

    private Operation importKeyPair(String name) {
        return answer(client.importKeyPair(r -> r.keyPairName(name).publicKeyBase64(ExampleKeys.ED25519)))
                .operation();
    }

    private Operation operation(String id) {
        return answer(client.getOperation(r -> r.operationId(id))).operation();
    }

    private List<String> listed() {
        var names = new ArrayList<String>();
        var page = answer(client.getKeyPairs());
        page.keyPairs().forEach(pair -> names.add(pair.name()));
        while (page.nextPageToken() != null) {
            var token = page.nextPageToken();
            page = answer(client.getKeyPairs(r -> r.pageToken(token)));
            page.keyPairs().forEach(pair -> names.add(pair.name()));
        }
        return names;
    }

    private List<String> names() {
        return sandbox.region(sandbox.accountId(ALPHA), "eu-west-1").activeNames();
    }
}
