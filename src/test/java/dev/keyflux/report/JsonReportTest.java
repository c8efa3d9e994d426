package dev.keyflux.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.keyflux.aws.Operation;
import dev.keyflux.rollout.ErrorDetail;
import dev.keyflux.rollout.HeldBy;
import dev.keyflux.rollout.KeyRejected;
import dev.keyflux.rollout.Outcome;
import dev.keyflux.rollout.RolloutEvent;
import dev.keyflux.rollout.RunStarted.Mode;
import dev.keyflux.rollout.TargetFinished;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

final class JsonReportTest {

    private static String json(Flux<RolloutEvent> events) {
        var out = new ByteArrayOutputStream();
        JsonReport.write(SampleRuns.report(events), out);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void write_goodResultsNotCollected_isRefused() {
        var report = RolloutReport.collectBad(SampleRuns.run(Mode.IMPORT, false, Outcome.IMPORTED))
                .blockOptional()
                .orElseThrow();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonReport.write(report, OutputStream.nullOutputStream()))
                .withMessageContaining("run-1");
    }

    @Test
    void write_runWithEverything_hasEveryKeyOfTheContractInItsOrder() {
        var operation = new Operation(
                "op-1",
                "alice",
                "KeyPair",
                SampleRuns.START,
                new Operation.Location("all", "us-east-1"),
                true,
                "",
                "ImportKeyPair",
                "Succeeded",
                SampleRuns.START,
                "none",
                "nothing");
        var json = json(Flux.just(
                SampleRuns.started(Mode.IMPORT, 1, SampleRuns.PROD),
                new KeyRejected(SampleRuns.rejectedKey("a private key")),
                SampleRuns.withOperation(
                        SampleRuns.result(
                                "alice",
                                SampleRuns.PROD,
                                Outcome.CONFLICT,
                                HeldBy.KEY_PAIR,
                                new ErrorDetail("NameExists", "taken", "req-1")),
                        operation),
                new TargetFinished(
                        SampleRuns.PROD,
                        1,
                        5,
                        1,
                        2,
                        Duration.ofSeconds(1),
                        new TargetFinished.Latency(Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMillis(3)),
                        new ErrorDetail("AccessDeniedException", "no", null)),
                SampleRuns.finished(false)));

        assertThat(json).isEqualTo("""
                        {"tool":{"name":"keyflux","version":"development"},\
                        "run":{"id":"run-1","mode":"import","startedAt":"2026-11-24T10:00:00Z",\
                        "finishedAt":"2026-11-24T10:00:02Z","durationMs":2000,"exitCode":1},\
                        "summary":{"keys":1,"targets":1,"expected":1,"rejected":1,"outcomes":{"imported":0,\
                        "reconciled":0,"already_present":0,"replaced":0,"would_import":0,"would_replace":0,\
                        "conflict":1,"unverifiable":0,"denied":0,"failed":0,"unknown":0,"not_attempted":0}},\
                        "targets":[{"account":"prod","accountId":"123456789012","region":"us-east-1",\
                        "outcomes":{"imported":0,"reconciled":0,"already_present":0,"replaced":0,"would_import":0,\
                        "would_replace":0,"conflict":1,"unverifiable":0,"denied":0,"failed":0,"unknown":0,\
                        "not_attempted":0},"calls":5,"throttled":1,"retries":2,"durationMs":1000,\
                        "latencyMs":{"p50":1,"p95":2,"max":3},\
                        "halted":{"code":"AccessDeniedException","message":"no"}}],\
                        "results":[{"key":"alice","source":"keys/alice.pub:1","type":"ssh-ed25519",\
                        "fingerprint":"SHA256:fingerprint","account":"prod","region":"us-east-1",\
                        "outcome":"conflict","heldBy":"key_pair","attempts":1,\
                        "startedAt":"2026-11-24T10:00:00.020Z","durationMs":30,\
                        "operation":{"id":"op-1","resourceName":"alice","resourceType":"KeyPair",\
                        "createdAt":"2026-11-24T10:00:00Z",\
                        "location":{"availabilityZone":"all","regionName":"us-east-1"},"isTerminal":true,\
                        "operationDetails":"","operationType":"ImportKeyPair","status":"Succeeded",\
                        "statusChangedAt":"2026-11-24T10:00:00Z","errorCode":"none","errorDetails":"nothing"},\
                        "error":{"code":"NameExists","message":"taken","requestId":"req-1"}}],\
                        "rejected":[{"source":"keys/bad.pub:3","reason":"private_key","message":"a private key"}]}
                        """);
    }

    @Test
    void write_absentValues_areNullAndStillThere() {
        assertThat(json(SampleRuns.run(Mode.PLAN, false, Outcome.WOULD_IMPORT)))
                .contains("\"mode\":\"plan\"", "\"accountId\":null", "\"halted\":null")
                .contains("\"latencyMs\":{\"p50\":null,\"p95\":null,\"max\":null}")
                .contains("\"heldBy\":null", "\"operation\":null,\"error\":null}");
    }

    @Test
    void write_operationWithoutFields_hasThemAllAsNull() {
        var empty = new Operation(null, null, null, null, null, null, null, null, null, null, null, null);

        assertThat(json(Flux.just(
                        SampleRuns.started(Mode.IMPORT, 1, SampleRuns.LONDON),
                        SampleRuns.withOperation(SampleRuns.result("alice", SampleRuns.LONDON, Outcome.UNKNOWN), empty),
                        SampleRuns.finished(SampleRuns.LONDON),
                        SampleRuns.finished(false))))
                .contains("""
                        "operation":{"id":null,"resourceName":null,"resourceType":null,"createdAt":null,\
                        "location":{"availabilityZone":null,"regionName":null},"isTerminal":null,\
                        "operationDetails":null,"operationType":null,"status":null,"statusChangedAt":null,\
                        "errorCode":null,"errorDetails":null}""");
    }

    @Test
    void write_textThatIsNoJson_isEscaped() {
        assertThat(json(SampleRuns.runWithRejected("a \"quote\", a \\ and\na \u001b[31mline")))
                .contains("a \\\"quote\\\", a \\\\ and\\na \\u001B[31mline");
    }

    @Test
    void write_halfASurrogatePair_isReplaced() {
        assertThat(json(SampleRuns.runWithRejected("half \ud83d, whole \ud83d\ude00")))
                .contains("half \ufffd, whole \ud83d\ude00");
    }
}
