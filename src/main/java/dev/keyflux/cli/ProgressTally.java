package dev.keyflux.cli;

import dev.keyflux.key.Printable;
import dev.keyflux.rollout.ImportResult;
import dev.keyflux.rollout.Outcome;
import dev.keyflux.rollout.RolloutEvent;
import dev.keyflux.rollout.RunStarted;
import dev.keyflux.rollout.TargetFinished;
import dev.keyflux.target.Target;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** How far a run has come, in one line. Counted by one thread and shown by another. */
final class ProgressTally {

    private static final int SLOWEST_SHOWN = 3;

    private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
    private final Map<Target, Long> open = new HashMap<>();
    private String mode = "";
    private long keys;
    private long expected;
    private long settled;

    synchronized void add(RolloutEvent event) {
        if (event instanceof ImportResult result) {
            settled++;
            outcomes.merge(result.outcome(), 1L, Long::sum);
            open.merge(result.target(), 1L, Long::sum);
        } else if (event instanceof TargetFinished end) {
            open.remove(end.target());
        } else if (event instanceof RunStarted start) {
            mode = start.mode().name().toLowerCase(Locale.ROOT);
            keys = start.keys().orElse(0);
            expected = keys * start.targets().size();
            start.targets().forEach(target -> open.put(target, 0L));
        }
    }

    /**
     * For example {@code import 3412/5700  imported 3400  conflict 12  slowest default/eu-west-1 120/300}; while nothing
     * has settled, or once calls do not get through, also {@code 120 calls, 41 throttled, 9 failed, last ConnectionFailed}.
     */
    synchronized String line(CallCounts calls) {
        var line = new StringBuilder(mode + " " + settled + "/" + expected);
        if (calls.throttled() + calls.failed() > 0 || (settled == 0 && calls.made() > 0)) {
            line.append("  ").append(shown(calls));
        }
        outcomes.forEach((outcome, count) ->
                line.append("  ").append(outcome.wireName()).append(' ').append(count));
        if (settled > 0 && !open.isEmpty()) {
            line.append("  slowest ").append(slowest());
        }
        return line.toString();
    }

    private static String shown(CallCounts calls) {
        var last = calls.lastFailure();
        return calls.made()
                + (calls.made() == 1 ? " call" : " calls")
                + (calls.throttled() == 0 ? "" : ", " + calls.throttled() + " throttled")
                + (last == null ? "" : ", " + calls.failed() + " failed, last " + Printable.escape(last));
    }

    private String slowest() {
        return open.entrySet().stream()
                .sorted(Map.Entry.<Target, Long>comparingByValue()
                        .thenComparing(entry -> entry.getKey().toString(), Comparator.naturalOrder()))
                .limit(SLOWEST_SHOWN)
                .map(entry -> Printable.escape(entry.getKey().toString()) + " " + entry.getValue() + "/" + keys)
                .collect(Collectors.joining(", "));
    }
}
