package dev.keyflux.rollout;

import dev.keyflux.key.NamedKey;
import dev.keyflux.target.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/** The work for one target: surveys it once, settles key after key, and says when all have settled. */
final class Lane {

    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

    private final Target target;
    private final LaneWork work;
    private final LaneCalls calls;
    private final LaneMeter meter;
    private final LaneStatus status;
    private final Timing timing;
    private final RolloutListener listener;
    private final Door demand;
    private final int concurrency;

    private long keysRead;
    /** Null until the target is surveyed. */
    private volatile @Nullable Settler settler;

    Lane(
            Target target,
            LaneWork work,
            LaneCalls calls,
            LaneMeter meter,
            LaneStatus status,
            Timing timing,
            RolloutListener listener,
            Door demand,
            int concurrency) {
        this.target = target;
        this.work = work;
        this.calls = calls;
        this.meter = meter;
        this.status = status;
        this.timing = timing;
        this.listener = listener;
        this.demand = demand;
        this.concurrency = concurrency;
    }

    /** Settles every key, {@code concurrency} of them at a time; ends with a {@link TargetFinished}. For one subscriber. */
    Flux<RolloutEvent> events(Flux<NamedKey> keys) {
        return Flux.deferContextual(context -> {
            var began = timing.nanos();
            var survey = work.begin(calls, status)
                    .defaultIfEmpty(LaneWork.unsent(status))
                    .doOnNext(surveyed -> settler = surveyed)
                    .cache();
            return keys.concatMap(key -> turn(key, survey), 1)
                    .<RolloutEvent>flatMap(key -> settled(key, context), concurrency, 1)
                    .concatWith(Mono.fromSupplier(() -> finished(timing.since(began))));
        });
    }

    /**
     * The key, when there is a point in taking it up: the subscriber has asked for its result, in the lane's turn among the
     * others; the target is surveyed; and of the lane's keys none waits for a call. So a lane that waits keeps a key or two,
     * not all that it may have in work.
     */
    private Mono<NamedKey> turn(NamedKey key, Mono<Settler> survey) {
        keysRead++;
        if (settler != null && demand.takeAtOnce()) {
            return calls.isVacant() ? atOnce(key) : calls.vacancy().thenReturn(key);
        }
        return demand.permit().then(survey).then(calls.vacancy()).thenReturn(key);
    }

    /**
     * The value, once, whichever threads ask for it. For {@link Mono#just} itself {@code concatMap} takes a shorter way, on
     * which two threads that ask at the same moment can have it emit the value twice and then lose others (reactor-core
     * 3.8.8).
     */
    static <T> Mono<T> atOnce(T value) {
        return Mono.just(value).hide();
    }

    /** A cancel ends the run, not the work in flight: that settles all the same, and the listener hears of it. */
    private Mono<ImportResult> settled(NamedKey key, ContextView context) {
        var settler = Objects.requireNonNull(this.settler);
        return Mono.create(sink -> {
            var startedAt = timing.now();
            var began = timing.nanos();
            settler.settle(key)
                    .subscribe(
                            verdict -> {
                                var result = result(key, verdict, startedAt, timing.since(began));
                                tell(result, context);
                                sink.success(result);
                            },
                            sink::error,
                            // Without a verdict, by a defect, the key must not keep its lane open. After one it does
                            // nothing, since flatMap has asked for the result before.
                            sink::success,
                            Context.of(context));
        });
    }

    private ImportResult result(NamedKey key, Verdict verdict, Instant startedAt, Duration took) {
        return new ImportResult(
                key,
                target,
                verdict.outcome(),
                verdict.heldBy(),
                verdict.attempts(),
                startedAt,
                took,
                verdict.operation(),
                verdict.error());
    }

    private void tell(ImportResult result, ContextView context) {
        try {
            listener.settled(result, context);
        } catch (Throwable e) {
            // An error too, a class that is missing for instance, is the listener's own.
            LOG.warn("the listener failed on {} in {}", result.key().name(), target, e);
        }
    }

    private TargetFinished finished(Duration took) {
        status.ended();
        return new TargetFinished(
                target,
                keysRead,
                meter.calls(),
                meter.throttled(),
                meter.retries(),
                took,
                meter.latency(),
                status.halted());
    }
}
