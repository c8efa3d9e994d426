package dev.keyflux.rollout;

import static dev.keyflux.rollout.FakeRegion.answers;
import static dev.keyflux.rollout.FakeRegion.fails;
import static dev.keyflux.rollout.FakeRegion.loses;
import static dev.keyflux.rollout.FakeRegion.operation;
import static dev.keyflux.rollout.FakeRegion.pretends;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyflux.aws.FailureKind;
import dev.keyflux.aws.Operation;
import dev.keyflux.aws.Page;
import dev.keyflux.key.KeySource;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;

/** The life of one import: what the region does, and the verdict that must come of it. */
final class SettlementTest {

    private final World world = new World();
    private final FakeRegion region = world.region("eu-west-1").knowing(List.of(World.key("bob")));

    @Test
    void emptyRegion_importSucceeds_imported() {
        var result = world.run(World.key("bob"));

        assertThat(result.outcome()).isEqualTo(Outcome.IMPORTED);
        assertThat(result.attempts()).isEqualTo(1);
        assertThat(result.operation()).isNotNull().extracting("id").isEqualTo("op-bob");
        assertThat(result.error()).isNull();
        assertThat(result.duration()).isEqualTo(World.LATENCY);
        assertThat(region.calls).containsExactly("survey null", "import bob");
    }

    @Test
    void sameKeyThere_surveyed_alreadyPresentWithoutWrite() {
        region.holding(World.key("bob"));

        var result = world.run(World.key("bob"));

        assertThat(result.outcome()).isEqualTo(Outcome.ALREADY_PRESENT);
        assertThat(result.attempts()).isZero();
        assertThat(region.calls).containsExactly("survey null");
    }

    @Test
    void otherKeyThere_surveyed_conflictWithKeyPair() {
        region.holding(World.key("bob", "another"));

        var result = world.run(World.key("bob"));

        assertThat(result.outcome()).isEqualTo(Outcome.CONFLICT);
        assertThat(result.heldBy()).isEqualTo(HeldBy.KEY_PAIR);
        assertThat(region.calls).containsExactly("survey null");
    }

    @Test
    void fingerprintOfTwentyOctets_surveyed_unverifiable() {
        region.holding("bob", "00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff:00:11:22:33");

        assertThat(world.run(World.key("bob")).outcome()).isEqualTo(Outcome.UNVERIFIABLE);
    }

    @Test
    void fingerprintNotShown_surveyed_unverifiable() {
        region.holding("bob", null);

        assertThat(world.run(World.key("bob")).outcome()).isEqualTo(Outcome.UNVERIFIABLE);
    }

    @Test
    void otherResourceHasName_nameExistsAndNotFound_conflictWithOtherResource() {
        region.otherResources.add("bob");

        var result = world.run(World.key("bob"));

        assertThat(result.outcome()).isEqualTo(Outcome.CONFLICT);
        assertThat(result.heldBy()).isEqualTo(HeldBy.OTHER_RESOURCE);
        assertThat(result.attempts()).isEqualTo(2);
        assertThat(region.calls("import")).hasSize(2);
    }

    @Test
    void otherResourceHadName_freedMeanwhile_imported() {
        region.onImport(fails(FailureKind.NAME_EXISTS));

        var result = world.run(World.key("bob"));

        assertThat(result.outcome()).isEqualTo(Outcome.IMPORTED);
        assertThat(result.attempts()).isEqualTo(2);
        assertThat(region.calls("look")).hasSize(LaneCalls.LOOKS);
    }

    @Test
    void otherResourceHasName_stoppedBeforeItIsAskedAgain_conflictAsItWasHeard() {
        region.otherResources.add("bob");
        var stopped = world.rollout()
                .settings(RolloutSettings.defaults().withDeadline(World.LATENCY.multipliedBy(4)))
                .build();

        var results = world.run(stopped.run(KeySource.of(List.of(World.key("bob"))), world.targets()));

        assertThat(results).singleElement().satisfies(result -> {
            assertThat(result.outcome()).isEqualTo(Outcome.CONFLICT);
            assertThat(result.heldBy()).isEqualTo(HeldBy.OTHER_RESOURCE);
            assertThat(result.attempts()).isEqualTo(1);
        });
        assertThat(region.calls("import")).hasSize(1);
    }

    @Test
    void sameKeyImportedByAnotherRun_shownLate_alreadyPresent() {
        region.onSurvey(honest -> honest.doOnNext(page -> region.holding(World.key("bob"))));
        region.onLook(5, fails(FailureKind.NOT_FOUND));

        assertThat(world.run(World.key("bob")).outcome()).isEqualTo(Outcome.ALREADY_PRESENT);
        assertThat(region.calls("import")).hasSize(1);
    }

    @Test
    void refusedForAnUnknownReason_keyThere_reconciled() {
        region.onImport(honest -> FakeRegion.<Operation>loses()
                .apply(honest)
                .onErrorResume(lost ->
                        FakeRegion.<Operation>fails(FailureKind.UNRECOGNIZED).apply(honest)));

        assertThat(world.run(World.key("bob")).outcome()).isEqualTo(Outcome.RECONCILED);
        assertThat(region.calls("import")).hasSize(1);
    }

    @Test
    void refusedForAnUnknownReason_nothingThere_failedWithServiceWords() {
        region.onImport(fails(FailureKind.UNRECOGNIZED, "SomethingNew"));

        var result = world.run(World.key("bob"));

        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.error()).isEqualTo(new ErrorDetail("SomethingNew", "scripted SomethingNew", "request-1"));
        assertThat(region.calls("look")).hasSize(LaneCalls.LOOKS);
    }

    @Test
    void sameKeyAppearsAfterSurvey_nameExists_alreadyPresent() {
        region.onSurvey(honest -> honest.doOnNext(page -> region.holding(World.key("bob"))));

        var result = world.run(World.key("bob"));

        assertThat(result.outcome()).isEqualTo(Outcome.ALREADY_PRESENT);
        assertThat(region.calls).containsExactly("survey null", "import bob", "look bob");
    }

    @Test
    void replyLostAfterEffect_lookShowsKey_reconciled() {
        region.onImport(loses());

        var result = world.run(World.key("bob"));

        assertThat(result.outcome()).isEqualTo(Outcome.RECONCILED);
        assertThat(result.attempts()).isEqualTo(1);
        assertThat(region.calls("import")).hasSize(1);
    }

    @Test
    void requestLostBeforeEffect_sentAgain_imported() {
        region.onImport(fails(FailureKind.AMBIGUOUS));

        var result = world.run(World.key("bob"));

        assertThat(result.outcome()).isEqualTo(Outcome.IMPORTED);
        assertThat(result.attempts()).isEqualTo(2);
        assertThat(region.calls).containsExactly("survey null", "import bob", "look bob", "import bob");
    }

    @Test
    void replyLostAndLookLags_retryFindsNameTaken_reconciledOnceShown() {
        region.onImport(loses())
                .onLook(fails(FailureKind.NOT_FOUND))
                .onLook(fails(FailureKind.NOT_FOUND))
                .onLook(fails(FailureKind.NOT_FOUND));

        var result = world.run(World.key("bob"));

        assertThat(result.outcome()).isEqualTo(Outcome.RECONCILED);
        assertThat(result.attempts()).isEqualTo(2);
        region.assertScriptsUsedUp();
    }

    @Test
    void replyLost_differentKeyStandsThere_conflict() {
        region.onImport(honest -> {
            region.holding(World.key("bob", "another"));
            return FakeRegion.<Operation>fails(FailureKind.AMBIGUOUS).apply(honest);
        });

        assertThat(world.run(World.key("bob")).outcome()).isEqualTo(Outcome.CONFLICT);
    }

    @Test
    void importEndsWithoutAnswer_keyThere_reconciled() {
        region.onImport(honest -> honest.then(Mono.empty()));

        assertThat(world.run(World.key("bob")).outcome()).isEqualTo(Outcome.RECONCILED);
        assertThat(region.calls("import")).hasSize(1);
    }

    @Test
    void nameTaken_lookEndsWithoutAnswer_lookedAgainAndNotSentAgain() {
        region.onSurvey(honest -> Mono.just(new Page<>(List.of(), null)))
                .holding(World.key("bob"))
                .onLook(honest -> Mono.empty());

        assertThat(world.run(World.key("bob")).outcome()).isEqualTo(Outcome.ALREADY_PRESENT);
        assertThat(region.calls).containsExactly("survey null", "import bob", "look bob", "look bob");
    }

    @Test
    void everyRequestLost_regionShowsNothing_unknown() {
        region.onImport(8, fails(FailureKind.AMBIGUOUS, "Timeout"));

        var result = world.run(World.key("bob"));

        assertThat(result.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(result.attempts()).isEqualTo(8);
        assertThat(result.error()).isNotNull().extracting("code").isEqualTo("Timeout");
    }

    @Test
    void replyLost_retryRefusedAndKeyShown_reconciled() {
        region.onImport(loses()).onImport(fails(FailureKind.REFUSED, "Limit")).onLook(fails(FailureKind.NOT_FOUND));

        assertThat(world.run(World.key("bob")).outcome()).isEqualTo(Outcome.RECONCILED);
        region.assertScriptsUsedUp();
    }

    @Test
    void refused_nothingSentBefore_failedWithServiceWords() {
        region.onImport(fails(FailureKind.REFUSED, "InvalidKey.Format"));

        var result = world.run(World.key("bob"));

        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.error())
                .isEqualTo(new ErrorDetail("InvalidKey.Format", "scripted InvalidKey.Format", "request-1"));
        assertThat(region.calls).containsExactly("survey null", "import bob");
    }

    @Test
    void throttled_manyTimes_importedWithoutUsingUpAttempts() {
        region.onImport(50, fails(FailureKind.THROTTLED));

        var result = world.run(World.key("bob"));

        assertThat(result.outcome()).isEqualTo(Outcome.IMPORTED);
        assertThat(result.attempts()).isEqualTo(1);
    }

    @Test
    void staleSignature_signedAnew_importedWithOneAttempt() {
        region.onSurvey(fails(FailureKind.STALE_SIGNATURE)).onImport(5, fails(FailureKind.STALE_SIGNATURE));

        var result = world.run(World.key("bob"));

        assertThat(result.outcome()).isEqualTo(Outcome.IMPORTED);
        assertThat(result.attempts()).isEqualTo(1);
        region.assertScriptsUsedUp();
    }

    @Test
    void staleSignature_alwaysAgain_denied() {
        region.onImport(6, fails(FailureKind.STALE_SIGNATURE, "ExpiredTokenException"));

        var result = world.run(World.key("bob"));

        assertThat(result.outcome()).isEqualTo(Outcome.DENIED);
        assertThat(result.error()).isNotNull().extracting("code").isEqualTo("ExpiredTokenException");
    }

    @Test
    void operationNotTerminal_pollsToSuccess_importedWithLastState() {
        region.onImport(answers(operation("op-1", "Started")))
                .onPoll(pretends(operation("op-1", "Started")))
                .onPoll(pretends(operation("op-1", "Completed")));

        var result = world.run(World.key("bob"));

        assertThat(result.outcome()).isEqualTo(Outcome.IMPORTED);
        assertThat(result.operation()).isNotNull().extracting("status").isEqualTo("Completed");
        region.assertScriptsUsedUp();
    }

    @Test
    void operationKnownLate_keyNotThereYet_imported() {
        region.onImport(pretends(operation("op-1", "NotStarted")));
        for (int i = 0; i < 5; i++) {
            region.onPoll(fails(FailureKind.NOT_FOUND));
        }
        region.onPoll(pretends(operation("op-1", "Succeeded")));

        var result = world.run(World.key("bob"));

        assertThat(result.outcome()).isEqualTo(Outcome.IMPORTED);
        assertThat(result.attempts()).isEqualTo(1);
        region.assertScriptsUsedUp();
    }

    @Test
    void operationsNeverKnown_eachIsAskedForAsOften() {
        region.onImport(pretends(operation("op-1", "NotStarted"))).onImport(pretends(operation("op-2", "NotStarted")));

        assertThat(world.run(World.key("bob")).attempts()).isEqualTo(3);
        assertThat(region.calls("poll op-1")).hasSize(LaneCalls.LOOKS);
        assertThat(region.calls("poll op-2")).hasSize(LaneCalls.LOOKS);
    }

    @Test
    void operationNeverKnown_sentAgain_imported() {
        region.onImport(pretends(operation("op-1", "NotStarted")));

        var result = world.run(World.key("bob"));

        assertThat(result.outcome()).isEqualTo(Outcome.IMPORTED);
        assertThat(result.attempts()).isEqualTo(2);
        assertThat(region.calls("poll")).hasSize(LaneCalls.LOOKS);
    }

    @Test
    void operationFails_nothingThere_failedWithOperation() {
        region.onImport(pretends(operation("op-1", "Failed")));

        var result = world.run(World.key("bob"));

        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.operation()).isNotNull().extracting("id").isEqualTo("op-1");
        assertThat(result.error()).isNotNull().extracting("code").isEqualTo("OperationFailed");
    }

    @Test
    void operationFailsButKeyIsThere_looked_reconciled() {
        region.onImport(answers(operation("op-1", "Failed")));

        assertThat(world.run(World.key("bob")).outcome()).isEqualTo(Outcome.RECONCILED);
    }

    @Test
    void operationFailsButKeyIsShownLate_lookedAgain_reconciled() {
        region.onImport(answers(operation("op-1", "Failed"))).onLook(fails(FailureKind.NOT_FOUND));

        assertThat(world.run(World.key("bob")).outcome()).isEqualTo(Outcome.RECONCILED);
        region.assertScriptsUsedUp();
    }

    @Test
    void operationEndsInAWayThatIsNotKnown_keyNotThere_unknown() {
        region.onImport(pretends(operation("op-1", "Abandoned")));

        var result = world.run(World.key("bob"));

        assertThat(result.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(result.error()).isNotNull().extracting("message").isEqualTo("the operation ended as Abandoned");
        assertThat(region.calls("import")).hasSize(1);
    }

    @Test
    void replyLostAndKeyNeverShown_retryFindsNameTaken_unknown() {
        region.onImport(loses());
        region.onLook(7, fails(FailureKind.NOT_FOUND));

        var result = world.run(World.key("bob"));

        assertThat(result.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(result.error()).isNotNull().extracting("code").isEqualTo("NameExists");
        region.assertScriptsUsedUp();
    }

    @Test
    void operationFails_earlierRequestLandsLater_reconciled() {
        var bob = World.key("bob");
        region.onImport(fails(FailureKind.AMBIGUOUS))
                .onImport(pretends(operation("op-2", "Failed")))
                .onLook(honest -> honest)
                .onLook(honest -> honest)
                .onLook(honest -> Mono.defer(() -> {
                    region.holding(bob);
                    return honest;
                }));

        var result = world.run(bob);

        assertThat(result.outcome()).isEqualTo(Outcome.RECONCILED);
        region.assertScriptsUsedUp();
    }

    @Test
    void operationFails_earlierRequestNeverShows_unknown() {
        region.onImport(fails(FailureKind.AMBIGUOUS)).onImport(pretends(operation("op-2", "Failed")));

        var result = world.run(World.key("bob"));

        assertThat(result.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(result.operation()).isNotNull().extracting("id").isEqualTo("op-2");
        assertThat(result.error()).isNotNull().extracting("code").isEqualTo("OperationFailed");
    }

    @Test
    void operationVanishes_keyThere_reconciled() {
        region.onImport(answers(operation("op-1", "Started")));

        var result = world.run(World.key("bob"));

        assertThat(result.outcome()).isEqualTo(Outcome.RECONCILED);
        assertThat(region.calls).containsExactly("survey null", "import bob", "poll op-1", "look bob");
    }

    @Test
    void operationVanishes_nothingThere_sentAgainAndImportedByTheLaterOperation() {
        region.onImport(pretends(operation("op-1", "Started")));

        var result = world.run(World.key("bob"));

        assertThat(result.outcome()).isEqualTo(Outcome.IMPORTED);
        assertThat(result.operation()).isNotNull().extracting("id").isEqualTo("op-bob");
        assertThat(result.attempts()).isEqualTo(2);
    }

    @Test
    void operationNeverEnds_keyNotThere_unknownAfterTheLimit() {
        region.onImport(pretends(operation("op-1", "Started")));
        for (int i = 0; i < 100; i++) {
            region.onPoll(pretends(operation("op-1", "Started")));
        }

        var result = world.run(World.key("bob"));

        assertThat(result.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(result.duration()).isGreaterThan(Duration.ofMinutes(2)).isLessThan(Duration.ofMinutes(3));
    }

    @Test
    void answerWithoutIdOrEnd_keyThere_reconciled() {
        region.onImport(
                answers(new Operation(null, null, null, null, null, null, null, null, "Started", null, null, null)));

        assertThat(world.run(World.key("bob")).outcome()).isEqualTo(Outcome.RECONCILED);
    }

    @Test
    void denied_onImport_deniedAndLaneHalted() {
        region.onImport(fails(FailureKind.DENIED, "AccessDeniedException"));

        var result = world.run(World.key("bob"));

        assertThat(result.outcome()).isEqualTo(Outcome.DENIED);
        assertThat(result.error()).isNotNull().extracting("code").isEqualTo("AccessDeniedException");
    }

    @Test
    void replyLost_lookDenied_unknown() {
        region.onImport(loses()).onLook(fails(FailureKind.DENIED, "AccessDeniedException"));

        assertThat(world.run(World.key("bob")).outcome()).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void lookFailsOnTheWay_repeated_reconciled() {
        region.onImport(loses())
                .onLook(fails(FailureKind.AMBIGUOUS))
                .onLook(fails(FailureKind.THROTTLED))
                .onLook(fails(FailureKind.UNREACHABLE));

        assertThat(world.run(World.key("bob")).outcome()).isEqualTo(Outcome.RECONCILED);
        region.assertScriptsUsedUp();
    }

    @ParameterizedTest
    @CsvSource({"UNREACHABLE, 5", "SESSION_THROTTLED, 12"})
    void nothingSentForAWhile_importedWithOneAttempt(FailureKind kind, int times) {
        region.onImport(times, fails(kind));

        var result = world.run(World.key("bob"));

        assertThat(result.outcome()).isEqualTo(Outcome.IMPORTED);
        assertThat(result.attempts()).isEqualTo(1);
    }

    @Test
    void unreachable_toTheEnd_failedWithoutAttempt() {
        region.onImport(8, fails(FailureKind.UNREACHABLE, "ConnectionFailed"));

        var result = world.run(World.key("bob"));

        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.attempts()).isZero();
    }

    @Test
    void setupInProgress_heals_imported() {
        region.onImport(10, fails(FailureKind.SETUP_IN_PROGRESS));

        assertThat(world.run(World.key("bob")).outcome()).isEqualTo(Outcome.IMPORTED);
    }

    @Test
    void setupInProgress_forMoreThanFiveMinutes_denied() {
        region.onImport(200, fails(FailureKind.SETUP_IN_PROGRESS));

        var result = world.run(World.key("bob"));

        assertThat(result.outcome()).isEqualTo(Outcome.DENIED);
        assertThat(result.duration()).isBetween(Duration.ofMinutes(5), Duration.ofMinutes(6));
    }
}
