package dev.keyflux.rollout;

import dev.keyflux.aws.LightsailClients;
import dev.keyflux.key.KeySource;
import dev.keyflux.key.NamedKey;
import dev.keyflux.target.Target;
import java.util.Collection;
import java.util.Objects;
import java.util.function.DoubleSupplier;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Makes keys present in targets, and proves what happened to each.
 *
 * <p>Everything it returns is cold: nothing happens before subscription, and every subscription is a run of its own. The
 * Flux emits one {@link ImportResult} for each key × target, in the order in which they settle, on whatever thread settled
 * them. An import's failure is such a value; an error signal means that the source could not be read, or a broken program:
 * {@code run} and {@code plan} end with one if a key that was read has no result.
 *
 * <p>Nothing is sent before its result was requested, and all targets share that demand. A key counts against it from
 * when it is taken up until it settles, also while it waits for its target's pace or after a failure. Request some
 * results for each target, and often: otherwise a target that waits may keep others waiting.
 *
 * <p>Cancelling stops the run: nothing new is sent, writes in flight run to their end, and the {@linkplain
 * Builder#listener listener} hears of their results. {@link Builder#stopWhen} does the same without losing the results.
 *
 * <p>Null is refused with a {@link NullPointerException} that names the parameter, before anything begins.
 */
public final class KeyRollout {

    private final LightsailClients clients;
    private final RolloutSettings settings;
    private final RolloutListener listener;
    private final Publisher<?> stopWhen;
    private final Timing timing;

    private KeyRollout(Builder builder) {
        this.clients = builder.clients;
        this.settings = builder.settings;
        this.listener = builder.listener;
        this.stopWhen = builder.stopWhen;
        this.timing = builder.timing;
    }

    /** Starts the configuration of a rollout over these clients, which stay the caller's to close. */
    public static Builder builder(LightsailClients clients) {
        return new Builder(clients);
    }

    /**
     * Imports every key of a re-readable source into every target. The source is read once before any call, and then once
     * for each target, so that none is held back by another's reading. Targets are begun in their order. If there are
     * more of them than requested results, or than {@link RolloutSettings#maxInFlight()}, the next one is begun when
     * every target under way that is ready for a call has one.
     *
     * <p>Entries that the source rejects take no part, nor do RSA keys that share a modulus or a prime ({@link
     * dev.keyflux.key.RsaComparison}); see {@link #events} to hear of them.
     */
    public Flux<ImportResult> run(KeySource source, Collection<Target> targets) {
        return results(RunStarted.Mode.IMPORT, source, targets);
    }

    /**
     * Imports keys from a publisher that is subscribed once a run. All targets share that reading, and the publisher is
     * never asked for more than {@link RolloutSettings#lead()} keys beyond those that the slowest target has taken up. A
     * stop ends the reading: keys that were not read have no result. Names must be unique; a second key of a name is
     * settled like any key whose name is taken. Keys are not judged, since one may be imported before the next is seen:
     * give each to {@link dev.keyflux.key.KeyPolicy#check} first, or use a {@link KeySource} to have them compared.
     */
    public Flux<ImportResult> run(Publisher<NamedKey> keys, Collection<Target> targets) {
        Objects.requireNonNull(keys, "keys");
        Objects.requireNonNull(targets, "targets");
        return Flux.defer(() -> start(RunStarted.Mode.IMPORT, targets).results(keys));
    }

    /** Tells what {@link #run(KeySource, Collection)} would do, by calls that change nothing. */
    public Flux<ImportResult> plan(KeySource source, Collection<Target> targets) {
        return results(RunStarted.Mode.PLAN, source, targets);
    }

    private Flux<ImportResult> results(RunStarted.Mode mode, KeySource source, Collection<Target> targets) {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(targets, "targets");
        return Flux.defer(() -> start(mode, targets).results(source));
    }

    /** The whole story of a run: what {@code run} and {@code plan} emit, and all that a report needs beside it. */
    public Flux<RolloutEvent> events(RunStarted.Mode mode, KeySource source, Collection<Target> targets) {
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(targets, "targets");
        return Flux.defer(() -> start(mode, targets).events(source));
    }

    /** The whole story of a run whose keys come from a publisher; see {@link #run(Publisher, Collection)}. */
    public Flux<RolloutEvent> events(RunStarted.Mode mode, Publisher<NamedKey> keys, Collection<Target> targets) {
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(keys, "keys");
        Objects.requireNonNull(targets, "targets");
        return Flux.defer(() -> start(mode, targets).events(keys));
    }

    private Run start(RunStarted.Mode mode, Collection<Target> targets) {
        var distinct = targets.stream().distinct().toList();
        return new Run(mode, distinct, clients, settings, listener, stopWhen, timing);
    }

    /** Configures a rollout. */
    public static final class Builder {

        private final LightsailClients clients;
        private RolloutSettings settings = RolloutSettings.defaults();
        private RolloutListener listener = (result, context) -> {};
        private Publisher<?> stopWhen = Flux.never();
        private Timing timing = Timing.ofSystem();

        private Builder(LightsailClients clients) {
            this.clients = Objects.requireNonNull(clients, "clients");
        }

        /** The bounds of its runs; {@link RolloutSettings#defaults()} unless set. */
        public Builder settings(RolloutSettings settings) {
            this.settings = Objects.requireNonNull(settings, "settings");
            return this;
        }

        /**
         * Its runs stop when this emits, completes or fails: what is in flight settles, the rest is {@link
         * Outcome#NOT_ATTEMPTED}. For thirty seconds from then on, regions are still asked what became of keys
         * that were sent; if that does not tell, a key that may be there is {@link Outcome#UNKNOWN}. The first reading
         * of a {@link KeySource}, which judges it, is still completed. Subscribed once a run; by default never emits.
         */
        public Builder stopWhen(Publisher<?> signal) {
            this.stopWhen = Objects.requireNonNull(signal, "signal");
            return this;
        }

        /** Hears of every result, also of those that settle after a cancel. None, unless set. */
        public Builder listener(RolloutListener listener) {
            this.listener = Objects.requireNonNull(listener, "listener");
            return this;
        }

        /**
         * Runs its delays, and tells its time, durations too: for virtual time, say. Unless set, {@link
         * Schedulers#parallel()} with the JVM's steady clock, which goes on evenly when the system's is set.
         */
        public Builder scheduler(Scheduler scheduler) {
            this.timing = new Timing(Objects.requireNonNull(scheduler, "scheduler"), timing.random());
            return this;
        }

        Builder random(DoubleSupplier random) {
            this.timing = new Timing(timing.scheduler(), timing.ticks(), random);
            return this;
        }

        /** The rollout. */
        public KeyRollout build() {
            return new KeyRollout(this);
        }
    }
}
