package dev.keyflux.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyflux.rollout.ErrorDetail;
import dev.keyflux.rollout.HeldBy;
import dev.keyflux.rollout.Outcome;
import dev.keyflux.rollout.RolloutEvent;
import dev.keyflux.rollout.RunStarted;
import dev.keyflux.rollout.RunStarted.Mode;
import dev.keyflux.target.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

final class TextSummaryTest {

    private static String text(Flux<RolloutEvent> events) {
        return text(events, false);
    }

    private static String text(Flux<RolloutEvent> events, boolean coloured) {
        return TextSummary.of(SampleRuns.report(events), coloured);
    }

    @Test
    void of_goodRun_isATableAndTotals() {
        assertThat(text(SampleRuns.run(Mode.IMPORT, false, Outcome.IMPORTED, Outcome.ALREADY_PRESENT)))
                .isEqualTo("""
                          TARGET             GOOD  PLANNED  BAD  CALLS  THROTTLED  RETRIES   TIME
                          default/eu-west-2     2        0    0      4          1        1  1.5 s

                          imported                    1
                          already_present             1
                        import: 2 keys x 1 target in 2.0 s: all good
                        """);
    }

    @Test
    void of_conflict_namesKeyTargetReasonAndWhatToDo() {
        var text = text(Flux.just(
                SampleRuns.started(Mode.IMPORT, 1, SampleRuns.PROD),
                SampleRuns.result(
                        "alice",
                        SampleRuns.PROD,
                        Outcome.CONFLICT,
                        HeldBy.OTHER_RESOURCE,
                        new ErrorDetail("NameExists", "Some names are already in use: alice", null)),
                SampleRuns.finished(SampleRuns.PROD),
                SampleRuns.finished(false)));

        assertThat(text)
                .contains(
                        "conflict, held by other_resource (1): another resource of the region has this name; choose"
                                + " another one, with --name-template or in the manifest, or run again if the key was imported a moment ago\n")
                .contains("  alice  prod/us-east-1  NameExists: Some names are already in use: alice\n")
                .endsWith(": 1 bad\n");
    }

    @Test
    void of_manyKeysWithOneReason_shareARow() {
        assertThat(text(SampleRuns.run(Mode.IMPORT, true, outcomes(5, Outcome.NOT_ATTEMPTED))))
                .contains("key-0, key-1, key-2 and 2 more  default/eu-west-2")
                .endsWith("stopped before the end, 5 bad\n");
    }

    @Test
    void of_manyGoodTargets_foldsThem() {
        assertThat(text(acrossRegions(1000, Outcome.IMPORTED)))
                .doesNotContain("TARGET")
                .contains("  1,000 targets, all good\n");
    }

    @Test
    void of_manyBadTargets_isBounded() {
        assertThat(text(acrossRegions(1000, Outcome.DENIED)))
                .contains("  ... and 970 more\n", "  ... and 980 more\n")
                .satisfies(text -> assertThat(text.lines()).hasSizeLessThan(70));
    }

    @Test
    void of_rejectedEntries_areListedWithTheirReason() {
        assertThat(text(SampleRuns.runWithRejected("a private key: export the public half")))
                .contains("rejected, not sent anywhere (1):\n  keys/bad.pub:3: private_key: a private key: export")
                .endsWith("1 rejected\n");
    }

    @Test
    void of_controlCharacters_areShownAsEscapes() {
        assertThat(text(SampleRuns.runWithRejected("up\u001b[1A\r\nfake line\u202e")))
                .contains("private_key: up\\x1b[1A\\r\\nfake line\\u202e\n");
    }

    @Test
    void of_missingOutcome_isNotHidden() {
        assertThat(text(Flux.just(
                        SampleRuns.started(Mode.IMPORT, 3, SampleRuns.LONDON),
                        SampleRuns.finished(SampleRuns.LONDON),
                        SampleRuns.finished(false))))
                .contains("unaccounted for: 3;")
                .endsWith(": 3 unaccounted for\n");
    }

    @Test
    void of_planWithChanges_saysHowManyAreWanted() {
        assertThat(text(SampleRuns.run(Mode.PLAN, false, outcomes(2, Outcome.WOULD_IMPORT))))
                .endsWith("plan: 2 keys x 1 target in 2.0 s: 2 changes wanted\n");
    }

    @Test
    void of_coloured_paintsByStanding() {
        var events = SampleRuns.run(Mode.IMPORT, false, Outcome.IMPORTED, Outcome.FAILED);

        assertThat(text(events, true)).contains("\u001b[32mimported", "\u001b[31mfailed");
        assertThat(text(events, false)).doesNotContain("\u001b");
    }

    private static Outcome[] outcomes(int count, Outcome outcome) {
        return IntStream.range(0, count).mapToObj(i -> outcome).toArray(Outcome[]::new);
    }

    private static Flux<RolloutEvent> acrossRegions(int count, Outcome outcome) {
        var targets = Target.inRegions(
                IntStream.range(0, count).mapToObj(i -> "region-" + i).toList());
        List<RolloutEvent> events = new ArrayList<>();
        events.add(new RunStarted("run-1", Mode.IMPORT, SampleRuns.START, OptionalLong.of(1), targets));
        for (var target : targets) {
            events.add(SampleRuns.result("alice", target, outcome));
            events.add(SampleRuns.finished(target));
        }
        events.add(SampleRuns.finished(false));
        return Flux.fromIterable(events);
    }
}
