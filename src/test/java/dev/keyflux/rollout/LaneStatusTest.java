package dev.keyflux.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LaneStatusTest {

    @Test
    void laneEnded_aStopNoLongerReachesIt() {
        var stop = new Stop();
        var ended = new LaneStatus(stop);
        var open = new LaneStatus(stop);
        var closed = new ArrayList<LaneStatus>();
        List.of(ended, open)
                .forEach(lane -> lane.whenClosed().subscribe(any -> {}, error -> {}, () -> closed.add(lane)));

        ended.ended();
        stop.request(Stop.Reason.SIGNAL);

        assertThat(closed).containsExactly(open);
    }
}
