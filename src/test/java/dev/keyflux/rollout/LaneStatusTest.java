package dev.keyflux.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.test.scheduler.VirtualTimeScheduler;

final class LaneStatusTest {

    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
    private final Stop stop = new Stop(time);

    @Test
    void laneEnded_aStopNoLongerReachesIt() {
        var ended = new LaneStatus(stop);
        var open = new LaneStatus(stop);
        var closed = new ArrayList<LaneStatus>();
        var overdue = new ArrayList<LaneStatus>();
        List.of(ended, open).forEach(lane -> {
            lane.whenClosed().subscribe(any -> {}, error -> {}, () -> closed.add(lane));
            lane.whenOverdue(() -> overdue.add(lane));
        });

        ended.ended();
        stop.request(Stop.Reason.SIGNAL);

        assertThat(closed).containsExactly(open);
        assertThat(overdue).isEmpty();
        time.advanceTimeBy(Duration.ofMinutes(1));
        assertThat(overdue).containsExactly(open);
    }

    @Test
    void givenUpAfterAStop_isNoHaltButTheKeysHearWhy() {
        var lane = new LaneStatus(stop);

        stop.request(Stop.Reason.DEADLINE);
        lane.halt(new ErrorDetail("ThrottlingException", "Rate exceeded", "request-1"));
        lane.halt(new ErrorDetail("AccessDenied", "not any more", "request-2"));

        assertThat(lane.halted()).isNull();
        assertThat(lane.unsent())
                .hasValueSatisfying(verdict -> assertThat(verdict.error())
                        .isNotNull()
                        .isEqualTo(new ErrorDetail(
                                "Deadline",
                                "the run's deadline passed before this key was sent; run it again to go on"
                                        + " (trouble with its target: ThrottlingException: Rate exceeded)",
                                "request-1")));
    }

    @Test
    void stoppedWithoutTrouble_saysNoMore() {
        var lane = new LaneStatus(stop);

        stop.request(Stop.Reason.CANCEL);

        assertThat(lane.unsent())
                .hasValueSatisfying(verdict -> assertThat(verdict.error())
                        .isEqualTo(
                                new ErrorDetail("Cancelled", "the run was cancelled before this key was sent", null)));
    }
}
