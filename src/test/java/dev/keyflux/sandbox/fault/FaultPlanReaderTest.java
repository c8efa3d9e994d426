package dev.keyflux.sandbox.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyflux.sandbox.fault.EffectFault.OperationCourse.Effect;
import dev.keyflux.sandbox.fault.EffectFault.OperationCourse.End;
import dev.keyflux.sandbox.fault.GateFault.ClockSkew;
import dev.keyflux.sandbox.fault.GateFault.SessionExpiry;
import dev.keyflux.sandbox.fault.ReplyFault.StaleConnection.When;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FaultPlanReaderTest {

    @Test
    void rule_withEverything_isTheSameAsFromJava() {
        var read = FaultPlan.parse("""
                {"seed": -42,
                 "rules": [{
                   "name": "limit", "operations": ["Import*"], "accounts": ["1111*"], "regions": ["eu-*", "us-east-1"],
                   "names": ["web-?"], "every": 3, "probability": 0.25, "per": "target", "from": "1s", "to": "1h30m",
                   "since": "start", "fault": {"type": "reset", "stage": "after"}}]}
                """);

        assertThat(read)
                .isEqualTo(FaultPlan.seeded(-42)
                        .with(FaultRule.of("limit", Fault.reset(Stage.AFTER))
                                .operations("Import*")
                                .accounts("1111*")
                                .regions("eu-*", "us-east-1")
                                .names("web-?")
                                .every(3)
                                .probability(0.25)
                                .per(Tally.TARGET)
                                .between(Duration.ofSeconds(1), Duration.ofMinutes(90))
                                .since(Window.Since.START)));
    }

    @Test
    void example_ofTheDocumentation_isRead() {
        var read = FaultPlan.parse("""
                {
                  "seed": 42,
                  "rules": [
                    {"name": "lost replies", "operations": ["ImportKeyPair"], "first": 1,
                     "fault": {"type": "reset", "stage": "after"}},
                    {"name": "limit", "regions": ["eu-*"], "fault": {"type": "throttle", "rate": 10, "burst": 5}},
                    {"name": "outage", "regions": ["us-east-1"], "from": "5s", "to": "20s",
                     "fault": {"type": "html", "stage": "before", "status": 503}},
                    {"name": "slow", "regions": ["ap-*"], "fault": {"type": "delay", "stage": "after", "least": "400ms"}}
                  ]
                }
                """);

        assertThat(read)
                .isEqualTo(FaultPlan.seeded(42)
                        .with(FaultRule.of("lost replies", Fault.reset(Stage.AFTER))
                                .operations("ImportKeyPair")
                                .first(1))
                        .with(FaultRule.of("limit", Fault.throttle(10, 5)).regions("eu-*"))
                        .with(FaultRule.of("outage", Fault.html(Stage.BEFORE, 503))
                                .regions("us-east-1")
                                .between(Duration.ofSeconds(5), Duration.ofSeconds(20)))
                        .with(FaultRule.of(
                                        "slow",
                                        Fault.delay(Stage.AFTER, Duration.ofMillis(400), Duration.ofMillis(400)))
                                .regions("ap-*")));
    }

    @Test
    void rule_withNothing_isForEveryCall() {
        assertThat(FaultPlan.parse("{\"rules\": [{\"fault\": {\"type\": \"emptyPage\"}}]}"))
                .isEqualTo(FaultPlan.seeded(0).with(FaultRule.of("rules[0]", Fault.emptyPage())));
    }

    @Test
    void turns_areTheSameAsFromJava() {
        assertThat(rule("\"nth\": 2")).isEqualTo(plain().nth(2));
        assertThat(rule("\"first\": 2, \"per\": \"rule\""))
                .isEqualTo(plain().first(2).per(Tally.RULE));
        assertThat(rule("\"from\": \"250ms\"")).isEqualTo(plain().from(Duration.ofMillis(250)));
    }

    @Test
    void faults_ofEveryType_areTheSameAsFromJava() {
        var faults = faults();

        faults.forEach((json, fault) -> assertThat(
                        FaultPlan.parse("{\"rules\": [{\"fault\": {" + json.replace('\'', '"') + "}}]}")
                                .rules())
                .as(json)
                .extracting(FaultRule::fault)
                .containsExactly(fault));
        assertThat(faults.values())
                .extracting(Object::getClass)
                .containsAll(types(Fault.class).toList());
    }

    private static Map<String, Fault> faults() {
        var faults = new LinkedHashMap<String, Fault>();
        faults.put("'type': 'reset', 'stage': 'before'", Fault.reset(Stage.BEFORE));
        faults.put("'stage': 'after', 'type': 'close'", Fault.close(Stage.AFTER));
        faults.put("'type': 'hang', 'stage': 'after', 'time': '2m'", Fault.hang(Stage.AFTER, Duration.ofMinutes(2)));
        faults.put("'type': 'trickle', 'bytes': 1, 'pause': '5ms'", Fault.trickle(1, Duration.ofMillis(5)));
        faults.put("'type': 'truncate', 'percent': 50", Fault.truncate(50));
        faults.put("'type': 'garbage', 'stage': 'before'", Fault.garbage(Stage.BEFORE));
        faults.put("'type': 'emptyBody', 'stage': 'after'", Fault.emptyBody(Stage.AFTER));
        faults.put("'type': 'html', 'stage': 'after', 'status': 503", Fault.html(Stage.AFTER, 503));
        faults.put(
                "'type': 'error', 'stage': 'before', 'error': 'RegionSetupInProgressException'",
                Fault.error(Stage.BEFORE, "RegionSetupInProgressException"));
        faults.put(
                "'type': 'error', 'stage': 'before', 'error': 'InvalidInputException', 'status': 418, 'code': 'Quota',"
                        + " 'message': 'no more'",
                Fault.error(Stage.BEFORE, "InvalidInputException")
                        .withStatus(418)
                        .withCode("Quota")
                        .withMessage("no more"));
        faults.put("'type': 'staleConnection', 'when': 'reuse'", Fault.staleConnection(When.REUSE));
        faults.put("'type': 'throttle', 'rate': 2.5, 'burst': 3", Fault.throttle(2.5, 3));
        faults.put(
                "'type': 'throttle', 'rate': 9, 'burst': 3, 'changes': [{'at': '1s', 'rate': 0}, {'at': '2s', 'rate': 1}]",
                Fault.throttle(9, 3).then(Duration.ofSeconds(1), 0).then(Duration.ofSeconds(2), 1));
        faults.put("'type': 'clockSkew', 'ahead': '10m'", Fault.clockSkew(Duration.ofMinutes(10)));
        faults.put(
                "'type': 'clockSkew', 'behind': '10m', 'error': 'RequestTimeTooSkewed'",
                new ClockSkew(Duration.ofMinutes(-10), "RequestTimeTooSkewed"));
        faults.put("'type': 'sessionExpiry', 'calls': 4", Fault.sessionExpiry(4));
        faults.put("'type': 'sessionExpiry', 'time': '4s'", Fault.sessionExpiry(Duration.ofSeconds(4)));
        faults.put("'type': 'sessionExpiry', 'calls': 1, 'time': '4s'", new SessionExpiry(1, Duration.ofSeconds(4)));
        faults.put(
                "'type': 'delay', 'stage': 'before', 'least': '1s'",
                Fault.delay(Stage.BEFORE, Duration.ofSeconds(1), Duration.ofSeconds(1)));
        faults.put(
                "'type': 'delay', 'stage': 'after', 'least': '0s', 'most': '1s'",
                Fault.delay(Stage.AFTER, Duration.ZERO, Duration.ofSeconds(1)));
        faults.put(
                "'type': 'operation', 'polls': 2, 'end': 'vanished', 'effect': 'end'",
                Fault.operation(2, End.VANISHED, Effect.END));
        faults.put(
                "'type': 'operation', 'polls': 0, 'end': 'failed', 'effect': 'never', 'code': 'C', 'details': 'D'",
                new EffectFault.OperationCourse(0, End.FAILED, Effect.NEVER, "C", "D"));
        faults.put("'type': 'readLag', 'time': '1s'", Fault.readLag(Duration.ofSeconds(1), 0));
        faults.put("'type': 'readLag', 'reads': 3", Fault.readLag(Duration.ZERO, 3));
        faults.put("'type': 'emptyPage'", Fault.emptyPage());
        return faults;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'seed': 1 | line 1: 'rules' is missing",
                "'rules': 7 | line 2: rules: must be a list",
                "'rules': [7] | line 2: rules[0]: must be an object",
                "'rule': [], 'rules': [] | line 2: rule: unknown field; known here are rules, seed",
                "'rules': [], 'rules': [] | line 2: rules: given twice",
                "'seed': 1.5, 'rules': [] | line 2: seed: must be a whole number",
                "'seed': 1e999999999, 'rules': [] | line 2: seed: must be a whole number",
                "'rules': [{}] | line 2: rules[0]: 'fault' is missing",
                "'rules': [{'fault': {}}] | line 2: rules[0].fault: 'type' is missing",
                "'rules': [{'fault': {'type': 'rest'}}] | line 2: rules[0].fault.type: 'rest' is none of reset, close",
                "'rules': [{'fault': {'type': 'reset'}}] | line 2: rules[0].fault: 'stage' is missing",
                "'rules': [{'fault': {'type': 'reset', 'stage': 'midway'}}] | fault.stage: 'midway' is none of before, after",
                "'rules': [{'fault': {'type': 'reset', 'stage': null}}] | rules[0].fault.stage: must be a text",
                "'rules': [{'fault': {'type': 'emptyPage', 'stage': 'after'}}] | fault.stage: unknown field; known here are type",
                "'rules': [{'fault': {'type': 'truncate', 'percent': 100}}] | rules[0].fault: percent must be 0 to 99: 100",
                "'rules': [{'fault': {'type': 'clockSkew'}}] | rules[0].fault: one of ahead and behind must be given",
                "'rules': [{'fault': {'type': 'hang', 'stage': 'after', 'time': '10'}}] | fault.time: '10' is no duration",
                "'rules': [{'fault': {'type': 'hang', 'stage': 'after', 'time': ''}}] | fault.time: '' is no duration",
                "'rules': [{'fault': {'type': 'hang', 'stage': 'after', 'time': '0s'}}] | fault: time must be more than",
                "'rules': [{'nth': 0, 'fault': {'type': 'emptyPage'}}] | rules[0]: calls are counted from 1",
                "'rules': [{'nth': 1, 'first': 1, 'fault': {'type': 'emptyPage'}}] | only one of nth, first and every",
                "'rules': [{'probability': 2, 'fault': {'type': 'emptyPage'}}] | rules[0]: probability must be 0 to 1: 2.0",
                "'rules': [{'from': '2s', 'to': '1s', 'fault': {'type': 'emptyPage'}}] | rules[0]: no window: from",
                "'rules': [{'regions': 'eu-*', 'fault': {'type': 'emptyPage'}}] | rules[0].regions: must be a list",
                "'rules': [{'regions': [1], 'fault': {'type': 'emptyPage'}}] | rules[0].regions[0]: must be a text",
                "'rules': [{'name': 'a', 'fault': {'type': 'emptyPage'}}, {'name': 'a', 'fault': {'type': 'emptyPage'}}]"
                        + " | rules[1]: two rules are named 'a'",
                "'rules': [ | line 3: not JSON: ",
                "'rules': []} {} | line 2: there is more after its end",
            })
    void plan_wrong_isSaidInOneLine(String members, String message) {
        assertThatThrownBy(() -> FaultPlan.parse("{\n" + members.replace('\'', '"') + "\n}"))
                .isInstanceOf(UnreadableFaultPlanException.class)
                .hasMessageContaining(message)
                .satisfies(e -> assertThat(e.getMessage()).startsWith("line ").hasLineCount(1));
    }

    @Test
    void plan_notEvenText_isSaid() {
        assertThatThrownBy(() -> FaultPlan.parse(""))
                .isInstanceOf(UnreadableFaultPlanException.class)
                .hasMessage("line 1: there is nothing in it");
        var latin = "{\"rules\": [], \"é\": 1}".getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> FaultPlanReader.read(latin))
                .isInstanceOf(UnreadableFaultPlanException.class)
                .hasMessageContaining("not JSON");
    }

    @Test
    void rules_ofOneName_areRefused() {
        var plan = FaultPlan.seeded(1).with(plain());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan.with(plain()))
                .withMessageContaining("rules[0]");
    }

    private static FaultRule plain() {
        return FaultRule.of("rules[0]", Fault.emptyPage());
    }

    private static FaultRule rule(String members) {
        return FaultPlan.parse("{\"rules\": [{" + members + ", \"fault\": {\"type\": \"emptyPage\"}}]}")
                .rules()
                .get(0);
    }

    /** The records below a sealed interface. */
    private static Stream<Class<?>> types(Class<?> type) {
        var permitted = type.getPermittedSubclasses();
        return permitted == null ? Stream.of(type) : Stream.of(permitted).flatMap(FaultPlanReaderTest::types);
    }
}
