package dev.keyflux.cli;

import dev.keyflux.key.NamedKey;
import dev.keyflux.report.SampleRuns;
import dev.keyflux.rollout.ImportResult;
import dev.keyflux.rollout.KeyRejected;
import dev.keyflux.rollout.Outcome;
import dev.keyflux.rollout.RolloutEvent;
import dev.keyflux.rollout.RunStarted;
import dev.keyflux.target.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import reactor.core.publisher.Flux;

/** The events of runs that give each key in each target one outcome. */
final class ScriptedRuns {

    private ScriptedRuns() {}

    static Flux<RolloutEvent> settlingAll(RolloutRequest request, Outcome outcome) {
        return settlingAll(request, outcome, false);
    }

    static Flux<RolloutEvent> settlingAll(RolloutRequest request, Outcome outcome, boolean stopped) {
        List<RolloutEvent> events = new ArrayList<>();
        var keys = request.keys().keys();
        events.add(new RunStarted(
                "run-1", request.mode(), SampleRuns.START, OptionalLong.of(keys.size()), request.targets()));
        request.keys().rejected().forEach(entry -> events.add(new KeyRejected(entry)));
        for (var target : request.targets()) {
            keys.forEach(key -> events.add(result(key, target, outcome)));
            events.add(SampleRuns.finished(target, keys.size()));
        }
        events.add(SampleRuns.finished(stopped));
        return Flux.fromIterable(events);
    }

    static ImportResult result(NamedKey key, Target target, Outcome outcome) {
        return new ImportResult(key, target, outcome, null, 1, SampleRuns.START, Duration.ofMillis(1), null, null);
    }
}
