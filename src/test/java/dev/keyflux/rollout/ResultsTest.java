package dev.keyflux.rollout;

import static dev.keyflux.rollout.World.keys;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyflux.key.KeySource;
import dev.keyflux.rollout.RunStarted.Mode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

final class ResultsTest {

    private static final int KEYS = 3;
    private static final int RESULTS = 2 * KEYS;

    private final World world = new World();
    private List<RolloutEvent> events;

    @BeforeEach
    void aRun() {
        world.region("eu-west-1");
        world.region("us-east-1");
        events = new ArrayList<>(
                world.run(world.rollout().build().events(Mode.IMPORT, KeySource.of(keys(KEYS)), world.targets())));
    }

    @Test
    void everyKeyHasAResult_completes() {
        StepVerifier.create(results()).expectNextCount(RESULTS).verifyComplete();
    }

    @Test
    void resultMissing_endsWithError() {
        events.remove(aResult());

        StepVerifier.create(results())
                .expectNextCount(RESULTS - 1)
                .verifyErrorSatisfies(error -> assertThat(error).hasMessageContaining("results missing: 1;"));
    }

    @Test
    void resultComesTwice_endsWithError() {
        events.add(1, aResult());

        StepVerifier.create(results())
                .expectNextCount(RESULTS + 1)
                .verifyErrorSatisfies(error -> assertThat(error).hasMessageContaining("results missing: -1;"));
    }

    private RolloutEvent aResult() {
        return events.stream().filter(ImportResult.class::isInstance).findAny().orElseThrow();
    }

    private Flux<ImportResult> results() {
        var results = new Results();
        var door = new Gate(RESULTS + 1, new Timing(world.time, () -> 0.5)).door(Pace.free());
        return results.counted(results.ofLane(Flux.fromIterable(events), door));
    }
}
