package dev.keyflux.rollout;

import dev.keyflux.aws.LightsailClients;
import dev.keyflux.key.KeySource;
import dev.keyflux.key.NamedKey;
import dev.keyflux.target.Target;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

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
    }

    /** Each lane reads the source for itself, so that none waits for another. */
    Flux<RolloutEvent> events(KeySource source) {
        return stoppable(JudgedSource.judge(source)
                .flatMapMany(judged -> Flux.concat(
                        Mono.just(started(OptionalLong.of(judged.accepted()))),
                        Flux.fromIterable(judged.rejected()).map(KeyRejected::new),
                        lanes(judged.keys()))));
    }

    /** All lanes share one reading, which the slowest of them holds back, so all are open from the start. */
    Flux<RolloutEvent> events(Publisher<NamedKey> keys) {
        // A reading that fails ends for all lanes, of which the first to see it makes the run fail.
        var failure = new AtomicReference<@Nullable Throwable>();
        // What was not read when the run stops cannot be accounted for, so the reading ends with it.
        var shared = Flux.from(keys)
                .takeUntilOther(stop.whenRequested())
                .onErrorResume(error -> {
                    failure.set(error);
                    return Flux.empty();
                })
                .publish(settings.lead())
                .refCount(Math.max(1, targets.size()))
                .concatWith(Mono.defer(() -> Mono.justOrEmpty(failure.getAndSet(null)))
                        .flatMap(Mono::error));
        return stoppable(Flux.concat(
                Mono.just(started(OptionalLong.empty())),
                merged(Flux.fromIterable(targets), target -> laneEvents(target, shared))));
    }

    private Flux<RolloutEvent> stoppable(Flux<RolloutEvent> events) {
        return Flux.using(
                this::watch,
                any -> events.concatWith(Mono.fromSupplier(this::finished))
                        .doOnError(broken -> stop.request(Stop.Reason.CANCEL))
                        .doOnCancel(() -> stop.request(Stop.Reason.CANCEL)),
                Disposable::dispose);
    }

    /** Waits for the signal and for the deadline, for as long as the run lasts. */
    private Disposable watch() {
        var signal = Flux.from(stopWhen)
                .take(1)
                .subscribe(
                        any -> {}, error -> stop.request(Stop.Reason.SIGNAL), () -> stop.request(Stop.Reason.SIGNAL));
        var deadline = Mono.justOrEmpty(settings.deadline())
                .flatMap(after -> Mono.delay(after, timing.scheduler()))
                .subscribe(any -> stop.request(Stop.Reason.DEADLINE));
        return Disposables.composite(signal, deadline);
    }

    private Flux<RolloutEvent> lanes(Flux<NamedKey> keys) {
        return merged(
                new Opener(demand, gate).openings(targets),
                opening -> laneEvents(opening.target(), opening.watched(keys)));
    }

    private <T> Flux<RolloutEvent> merged(Flux<T> opened, Function<T, Flux<RolloutEvent>> lane) {
        return opened.flatMap(lane, Math.max(1, targets.size()), 1).doOnRequest(demand::add);
    }

    /** One lane at work, which spends what was asked for with everything that it emits. */
    private Flux<RolloutEvent> laneEvents(Target target, Flux<NamedKey> keys) {
        var door = demand.door(Pace.free());
        return lane(target, door).events(keys).doOnNext(event -> {
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
        return new RunStarted(UUID.randomUUID().toString(), mode, startedAt, keys, targets);
    }

    private RolloutEvent finished() {
        return new RunFinished(timing.now(), stop.signalled());
    }
}
