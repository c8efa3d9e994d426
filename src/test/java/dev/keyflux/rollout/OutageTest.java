package dev.keyflux.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyflux.aws.Failure;
import dev.keyflux.aws.FailureKind;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class OutageTest {

    private final Outage outage = new Outage();
    private final AtomicInteger told = new AtomicInteger();

    @ParameterizedTest
    @EnumSource(names = {"AMBIGUOUS", "UNREACHABLE", "SETUP_IN_PROGRESS", "SESSION_THROTTLED"})
    void answer_afterThreeCallsWithoutOne_tellsAllWhoWait(FailureKind kind) {
        await();
        await();
        fail(kind, 3);
        assertThat(told).hasValue(0);

        outage.hear(new Reply.Answer<>("answer"));

        assertThat(told).hasValue(2);
    }

    @ParameterizedTest
    @EnumSource(names = {"NAME_EXISTS", "NOT_FOUND", "REFUSED", "UNRECOGNIZED"})
    void refusal_isAnAnswer(FailureKind kind) {
        await();
        fail(FailureKind.UNREACHABLE, 3);

        fail(kind, 1);

        assertThat(told).hasValue(1);
    }

    @Test
    void denial_endsNoOutage() {
        await();
        fail(FailureKind.UNREACHABLE, 3);

        fail(FailureKind.DENIED, 1);

        assertThat(told).hasValue(0);
    }

    @Test
    void answer_afterFewLostReplies_tellsNobody() {
        await();

        for (var time = 0; time < 100; time++) {
            fail(FailureKind.AMBIGUOUS, 2);
            outage.hear(new Reply.Answer<>("answer"));
        }

        assertThat(told).hasValue(0);
    }

    @Test
    void whoWaitsAfterAnOutage_hearsOfTheNextOne() {
        fail(FailureKind.UNREACHABLE, 3);
        outage.hear(new Reply.Answer<>("answer"));

        await();
        outage.hear(new Reply.Answer<>("answer"));
        assertThat(told).hasValue(0);
        fail(FailureKind.UNREACHABLE, 3);
        outage.hear(new Reply.Answer<>("answer"));

        assertThat(told).hasValue(1);
    }

    private void await() {
        outage.over().subscribe(any -> {}, error -> {}, told::incrementAndGet);
    }

    private void fail(FailureKind kind, int times) {
        for (var time = 0; time < times; time++) {
            outage.hear(new Reply.Failed<>(new Failure(kind, kind.name(), "words", null)));
        }
    }
}
