package dev.keyflux.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyflux.rollout.ImportResult;
import dev.keyflux.rollout.Outcome;
import dev.keyflux.rollout.RunStarted;
import dev.keyflux.rollout.RunStarted.Mode;
import dev.keyflux.target.Target;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

final class RolloutReportTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    @Test
    void collect_wholeRun_countsPerTargetInTheirGivenOrder() {
        var report = SampleRuns.report(Flux.just(
                SampleRuns.started(Mode.IMPORT, 1, SampleRuns.PROD, SampleRuns.LONDON),
                SampleRuns.result("alice", SampleRuns.LONDON, Outcome.IMPORTED),
                SampleRuns.finished(SampleRuns.LONDON),
                SampleRuns.result("alice", SampleRuns.PROD, Outcome.CONFLICT),
                SampleRuns.finished(SampleRuns.PROD),
                SampleRuns.finished(false)));

        assertThat(report.targets())
                .extracting(TargetReport::target)
                .containsExactly(SampleRuns.PROD, SampleRuns.LONDON);
        assertThat(report.targets().get(0).outcomes().bad()).isOne();
        assertThat(report.targets().get(1).outcomes().good()).isOne();
        assertThat(report.summary().expected()).isEqualTo(2);
        assertThat(report.summary().unaccounted()).isZero();
        assertThat(report.duration()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void collectBad_anyRun_countsAllAndHoldsOnlyTheBad() {
        var events = SampleRuns.run(
                Mode.IMPORT, false, Outcome.IMPORTED, Outcome.CONFLICT, Outcome.ALREADY_PRESENT, Outcome.UNKNOWN);

        StepVerifier.create(RolloutReport.collectBad(events))
                .assertNext(report -> {
                    assertThat(report.results())
                            .extracting(ImportResult::outcome)
                            .containsExactly(Outcome.CONFLICT, Outcome.UNKNOWN);
                    assertThat(report.hasEveryResult()).isFalse();
                    assertThat(report.summary())
                            .isEqualTo(SampleRuns.report(events).summary());
                    assertThat(TextSummary.of(report, false))
                            .isEqualTo(TextSummary.of(SampleRuns.report(events), false));
                })
                .expectComplete()
                .verify(LIMIT);
    }

    @Test
    void collect_subscribedTwice_countsEachRunByItself() {
        var report = RolloutReport.collect(SampleRuns.run(Mode.IMPORT, false, Outcome.IMPORTED));

        for (var subscription = 0; subscription < 2; subscription++) {
            StepVerifier.create(report)
                    .assertNext(collected -> assertThat(collected.results()).hasSize(1))
                    .expectComplete()
                    .verify(LIMIT);
        }
    }

    @Test
    void collect_eventsWithoutEnd_signalsIllegalState() {
        StepVerifier.create(RolloutReport.collect(Flux.just(SampleRuns.started(Mode.IMPORT, 0))))
                .expectErrorMessage("no end of run run-1 among the events")
                .verify(LIMIT);
    }

    @Test
    void collect_noEvents_signalsIllegalState() {
        StepVerifier.create(RolloutReport.collect(Flux.empty()))
                .expectError(IllegalStateException.class)
                .verify(LIMIT);
    }

    @Test
    void collect_cancelled_cancelsTheEvents() {
        StepVerifier.create(RolloutReport.collect(Flux.never()))
                .expectSubscription()
                .thenCancel()
                .verify(LIMIT);
    }

    @Test
    void collect_keysOfUnknownNumber_countsThoseThatWereRead() {
        var report = SampleRuns.report(Flux.just(
                startedWithoutNumber(SampleRuns.LONDON, SampleRuns.PROD),
                SampleRuns.result("alice", SampleRuns.LONDON, Outcome.IMPORTED),
                SampleRuns.finished(SampleRuns.LONDON),
                SampleRuns.result("alice", SampleRuns.PROD, Outcome.IMPORTED),
                SampleRuns.finished(SampleRuns.PROD),
                SampleRuns.finished(false)));

        assertThat(report.summary().keys()).isOne();
        assertThat(report.summary().unaccounted()).isZero();
    }

    @Test
    void collect_keyOfUnknownNumberWithoutResult_isUnaccounted() {
        var report = SampleRuns.report(Flux.just(
                startedWithoutNumber(SampleRuns.LONDON, SampleRuns.PROD),
                SampleRuns.result("alice", SampleRuns.LONDON, Outcome.IMPORTED),
                SampleRuns.finished(SampleRuns.LONDON),
                SampleRuns.finished(SampleRuns.PROD),
                SampleRuns.finished(false)));

        assertThat(report.summary().unaccounted()).isOne();
        assertThat(report.exitCode()).isOne();
    }

    @Test
    void collect_resultMissingInOneTargetAndTwiceInAnother_isTwiceUnaccounted() {
        var report = SampleRuns.report(Flux.just(
                SampleRuns.started(Mode.IMPORT, 1, SampleRuns.LONDON, SampleRuns.PROD),
                SampleRuns.result("alice", SampleRuns.LONDON, Outcome.IMPORTED),
                SampleRuns.result("alice", SampleRuns.LONDON, Outcome.IMPORTED),
                SampleRuns.finished(SampleRuns.LONDON),
                SampleRuns.finished(SampleRuns.PROD),
                SampleRuns.finished(false)));

        assertThat(report.summary().unaccounted()).isEqualTo(2);
        assertThat(report.exitCode()).isOne();
    }

    /** The source is read once, so nobody knows yet how many keys it has. */
    private static RunStarted startedWithoutNumber(Target... targets) {
        return new RunStarted("run-1", Mode.IMPORT, SampleRuns.START, OptionalLong.empty(), List.of(targets));
    }

    @ParameterizedTest
    @CsvSource({
        "IMPORT, false, IMPORTED, 0",
        "IMPORT, false, RECONCILED, 0",
        "IMPORT, false, ALREADY_PRESENT, 0",
        "IMPORT, false, REPLACED, 0",
        "PLAN, false, ALREADY_PRESENT, 0",
        "PLAN, false, WOULD_IMPORT, 3",
        "PLAN, false, WOULD_REPLACE, 3",
        "PLAN, false, CONFLICT, 1",
        "IMPORT, true, IMPORTED, 130",
        "IMPORT, true, NOT_ATTEMPTED, 130",
        "PLAN, true, WOULD_IMPORT, 130"
    })
    void exitCode_ofOutcome_followsTheContract(Mode mode, boolean stopped, Outcome outcome, int code) {
        assertThat(SampleRuns.report(SampleRuns.run(mode, stopped, outcome)).exitCode())
                .isEqualTo(code);
    }

    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            names = {"CONFLICT", "DENIED", "FAILED", "NOT_ATTEMPTED", "UNKNOWN", "UNVERIFIABLE"})
    void exitCode_ofOneBadOutcomeAmongGoodOnes_isOne(Outcome bad) {
        assertThat(SampleRuns.report(SampleRuns.run(Mode.IMPORT, false, Outcome.IMPORTED, bad))
                        .exitCode())
                .isOne();
    }

    @Test
    void exitCode_planWithChangesAndSomethingBad_isOne() {
        assertThat(SampleRuns.report(SampleRuns.run(Mode.PLAN, false, Outcome.WOULD_IMPORT, Outcome.CONFLICT))
                        .exitCode())
                .isOne();
    }

    @Test
    void exitCode_rejectedEntry_isOne() {
        assertThat(SampleRuns.report(SampleRuns.runWithRejected("no")).exitCode())
                .isOne();
    }

    @Test
    void exitCode_missingOutcome_isOne() {
        var report = SampleRuns.report(Flux.just(
                SampleRuns.started(Mode.IMPORT, 1, SampleRuns.LONDON),
                SampleRuns.finished(SampleRuns.LONDON),
                SampleRuns.finished(false)));

        assertThat(report.exitCode()).isOne();
    }
}
