package dev.keyflux.rollout;

import static dev.keyflux.rollout.FakeRegion.fails;
import static dev.keyflux.rollout.FakeRegion.loses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyflux.aws.FailureKind;
import dev.keyflux.key.KeySource;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of a lane whose region does not tell what became of a key: the key may be to blame, or the region. */
final class UnansweredLooksTest {

    private final World world = new World();
    private final FakeRegion region = world.region("eu-west-1");

    /** Whatever is the matter with one key's look, the others may be sent. */
    @Test
    void replyLost_lookRefused_unknownAndTheOthersGoOn() {
        region.onImport(loses()).onLook(fails(FailureKind.REFUSED, "InvalidInputException"));

        assertOnlyTheFirstIsUnknown();
    }

    @Test
    void replyLost_noLookIsEverAnswered_unknownAndTheOthersGoOn() {
        region.onImport(loses()).onLook(8, fails(FailureKind.AMBIGUOUS, "ServiceException"));

        assertOnlyTheFirstIsUnknown();
    }

    private void assertOnlyTheFirstIsUnknown() {
        assertThat(oneByOne("bob", "carol", "dave"))
                .containsExactly(Outcome.UNKNOWN, Outcome.IMPORTED, Outcome.IMPORTED);
    }

    /** Whatever becomes of imports: a region that answers none of its looks proves nothing. */
    @Test
    void repliesLost_noLookIsAnsweredForThreeKeys_laneIsGivenUp() {
        region.onImport(3, loses()).onLook(3 * 8, fails(FailureKind.AMBIGUOUS, "ServiceException"));

        assertThat(oneByOne("bob", "carol", "dave", "eve", "frank"))
                .containsExactly(
                        Outcome.UNKNOWN,
                        Outcome.UNKNOWN,
                        Outcome.UNKNOWN,
                        Outcome.NOT_ATTEMPTED,
                        Outcome.NOT_ATTEMPTED);
        region.assertScriptsUsedUp();
    }

    @ParameterizedTest
    @EnumSource(names = {"DENIED", "STALE_SIGNATURE", "UNREACHABLE"})
    void replyLost_regionThatLetsNobodyLook_laneIsGivenUp(FailureKind kind) {
        region.onImport(loses()).onLook(8, fails(kind));

        assertThat(oneByOne("bob", "carol")).containsExactly(Outcome.UNKNOWN, Outcome.NOT_ATTEMPTED);
    }

    private List<Outcome> oneByOne(String... names) {
        var keys = Arrays.stream(names).map(World::key).toList();
        region.knowing(keys);
        var oneByOne = world.rollout()
                .settings(RolloutSettings.defaults().withConcurrency(1))
                .build();
        return world.run(oneByOne.run(KeySource.of(keys), world.targets())).stream()
                .map(ImportResult::outcome)
                .toList();
    }
}
