package dev.keyflux.rollout;

import dev.keyflux.aws.LightsailClients;
import dev.keyflux.key.KeySource;
import dev.keyflux.key.NamedKey;
import dev.keyflux.target.Target;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;
import reactor.util.context.ContextView;

/** One subscription's run: judges its source, works every target in a lane of its own, tells when all have settled. */
final class Run {

    private final RunStarted.Mode mode;
    private final List<Target> targets;
    private final LightsailClients clients;
    private final RolloutSettings settings;
    private final RolloutListener listener;
    private final Publisher<?> stopWhen;
    private final Timing timing;

    private final Stop stop;
    private final Gate gate;
    /** No key is taken up before the subscriber has asked for its result: holds what was asked for. */
    private final Gate demand;

    private final Instant startedAt;
    private final long began;

    Run(
            RunStarted.Mode mode,
            List<Target> targets,
            LightsailClients clients,
            RolloutSettings settings,
            RolloutListener listener,
            Publisher<?> stopWhen,
            Timing timing) {
        this.mode = mode;
        this.targets = targets;
        this.clients = clients;
        this.settings = settings;
        this.listener = listener;
        this.stopWhen = stopWhen;
        this.timing = timing;
        this.stop = new Stop(timing.scheduler());
        this.gate = new Gate(settings.maxInFlight(), timing);
        this.demand = new Gate(0, timing);
        this.startedAt = timing.now();
        this.began = timing.nanos();
    }

    /** The whole story. Each lane reads the source for itself, so that none waits for another. */
    Flux<RolloutEvent> events(KeySource source) {
        return stoppable(JudgedSource.judge(source)
                .flatMapMany(judged -> Flux.concat(
                        Mono.just(started(OptionalLong.of(judged.accepted()))),
                        Flux.fromIterable(judged.rejected()).map(KeyRejected::new),
                        lanesWithReadings(judged.keys(), this::telling),
                        Mono.fromSupplier(this::finished))));
    }

    /** The results alone. */
    Flux<ImportResult> results(KeySource source) {
        var results = new Results();
        return stoppable(JudgedSource.judge(source)
                .flatMapMany(judged -> results.counted(lanesWithReadings(judged.keys(), results::ofLane))));
    }

    /** The whole story of keys that are read once. */
    Flux<RolloutEvent> events(Publisher<NamedKey> keys) {
        return stoppable(Flux.concat(
                Mono.just(started(OptionalLong.empty())),
                lanesOfOneReading(keys, this::telling),
                Mono.fromSupplier(this::finished)));
    }

    /** The results alone of keys that are read once. */
    Flux<ImportResult> results(Publisher<NamedKey> keys) {
        var results = new Results();
        return stoppable(results.counted(lanesOfOneReading(keys, results::ofLane)));
    }

    private <T> Flux<T> stoppable(Flux<T> told) {
        return Flux.deferContextual(context -> Flux.using(
                () -> watch(context),
                any -> told.doOnError(broken -> stop.request(Stop.Reason.CANCEL))
                        .doFinally(this::stopIfCancelled),
                Disposable::dispose));
    }

    /** Once the lanes have heard of a cancel: told before them, each would account for all that it has not read. */
    private void stopIfCancelled(SignalType how) {
        if (how == SignalType.CANCEL) {
            stop.request(Stop.Reason.CANCEL);
        }
    }

    /** Waits for the signal and for the deadline, for as long as the run lasts. */
    private Disposable watch(ContextView context) {
        Runnable signalled = () -> stop.request(Stop.Reason.SIGNAL);
        var signal = Flux.from(stopWhen)
                .take(1)
                .contextWrite(context)
                .subscribe(any -> signalled.run(), error -> signalled.run(), signalled);
        var deadline = Mono.justOrEmpty(settings.deadline())
                .flatMap(after -> Mono.delay(after, timing.scheduler()))
                .subscribe(any -> stop.request(Stop.Reason.DEADLINE));
        return Disposables.composite(signal, deadline);
    }

    /** What is emitted of a lane's events, beside the door at which it has what was asked for. */
    private interface LaneOutput<T> extends BiFunction<Flux<RolloutEvent>, Door, Flux<T>> {}

    private <T> Flux<T> lanesWithReadings(Flux<NamedKey> keys, LaneOutput<T> output) {
        return merged(
                new Opener(demand, gate).openings(targets),
                opening -> atWork(opening.target(), opening.watched(keys), output));
    }

    /** All lanes share one reading, which the slowest of them holds back, so all are open from the start. */
    private <T> Flux<T> lanesOfOneReading(Publisher<NamedKey> keys, LaneOutput<T> output) {
        // A reading that fails ends for all lanes, of which the first to see it makes the run fail.
        var failure = new AtomicReference<@Nullable Throwable>();
        // What was not read when the run stops cannot be accounted for, so the reading ends with it. Lanes may hear of
        // the stop first, and would go on asking for keys, hence takeWhile.
        var shared = Flux.from(keys)
                .takeUntilOther(stop.whenRequested())
                .takeWhile(any -> !stop.requested())
                .onErrorResume(error -> {
                    failure.set(error);
                    return Flux.empty();
                })
                .publish(settings.lead())
                .refCount(Math.max(1, targets.size()))
                .concatWith(Mono.defer(() -> Mono.justOrEmpty(failure.getAndSet(null)))
                        .flatMap(Mono::error));
        return merged(Flux.fromIterable(targets), target -> atWork(target, shared, output));
    }

    private <O, T> Flux<T> merged(Flux<O> opened, Function<O, Flux<T>> lane) {
        return opened.flatMap(lane, Math.max(1, targets.size()), 1).doOnRequest(this::asked);
    }

    /** Reactor passes on what is no request at all, though it takes nothing of it. */
    private void asked(long results) {
        if (results > 0) {
            demand.add(results);
        }
    }

    /** One lane at work. */
    private <T> Flux<T> atWork(Target target, Flux<NamedKey> keys, LaneOutput<T> output) {
        var door = demand.door(Pace.free());
        return output.apply(lane(target, door).events(keys), door);
    }

    /** Everything, by which what was asked for is spent. */
    private Flux<RolloutEvent> telling(Flux<RolloutEvent> events, Door door) {
        return events.doOnNext(event -> {
            if (event instanceof ImportResult) {
                door.spend();
            } else {
                demand.add(-1);
            }
        });
    }

    private Lane lane(Target target, Door demand) {
        var meter = new LaneMeter();
        var status = new LaneStatus(stop);
        var door = gate.door(new Pacer(settings.concurrency()));
        var calls = new LaneCalls(door, meter, status, stop, timing, settings.maxAttempts());
        return new Lane(target, work(target), calls, meter, status, timing, listener, demand, settings.concurrency());
    }

    private LaneWork work(Target target) {
        return switch (mode) {
            case IMPORT -> new Importing(clients.client(target), stop);
            case PLAN -> new Planning(clients.reader(target));
        };
    }

    private RolloutEvent started(OptionalLong keys) {
        return new RunStarted(id().toString(), mode, startedAt, keys, targets);
    }

    /** Tells runs apart and keeps no secret: a {@linkplain UUID#randomUUID() secure one} may read a file on this thread. */
    private static UUID id() {
        var random = ThreadLocalRandom.current();
        var version4 = 0x4000L;
        var variant2 = 1L << 63;
        return new UUID((random.nextLong() & ~0xf000L) | version4, (random.nextLong() >>> 2) | variant2);
    }

    private RolloutEvent finished() {
        // Not by the time of day, which may have been put back.
        return new RunFinished(startedAt.plus(timing.since(began)), stop.signalled());
    }
}
