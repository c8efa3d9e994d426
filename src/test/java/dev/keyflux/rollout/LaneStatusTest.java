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
    void givenUpAfterAStop_isNotTold() {
        var lane = new LaneStatus(stop);

        stop.request(Stop.Reason.DEADLINE);
        lane.halt(new ErrorDetail("ThrottlingException", "Rate exceeded", null));

        assertThat(lane.halted()).isNull();
        assertThat(lane.unsent())
                .hasValueSatisfying(verdict -> assertThat(verdict.error())
                        .isNotNull()
                        .extracting("code")
                        .isEqualTo("Deadline"));
    }
}
