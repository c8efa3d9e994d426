package dev.keyflux.rollout;

import static dev.keyflux.rollout.World.LATENCY;
import static dev.keyflux.rollout.World.key;
import static dev.keyflux.rollout.World.keys;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyflux.key.KeyEntry;
import dev.keyflux.key.KeyInput;
import dev.keyflux.key.KeyPolicy;
import dev.keyflux.key.KeySource;
import dev.keyflux.key.NamedKey;
import dev.keyflux.key.RejectionReason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Where keys come from, and how many are taken up: sources, publishers, demand. */
final class RunReadingTest {

    private final World world = new World();

    @Test
    void source_changesBetweenReadings_errorSignal() {
        world.region("eu-west-1");
        var readings = new AtomicInteger();
        KeySource shrinking = () -> Flux.fromIterable(keys(readings.incrementAndGet() == 1 ? 3 : 2));

        assertThatThrownBy(() -> world.run(world.rollout().build().run(shrinking, world.targets())))
                .cause()
                .hasMessageContaining("3 keys when it was judged, and 2");
    }

    @Test
    void source_sameCountOfOtherKeys_errorSignal() {
        world.region("eu-west-1");
        var readings = new AtomicInteger();
        KeySource swapping = () -> Flux.just(key("bob", "material-" + readings.incrementAndGet()));

        assertThatThrownBy(() -> world.run(world.rollout().build().run(swapping, world.targets())))
                .cause()
                .hasMessageContaining("changed between readings");
    }

    @Test
    void source_failsUnderWay_nothingMoreIsSent() {
        var region = world.region("eu-west-1");
        var readings = new AtomicInteger();
        KeySource failing = () -> Flux.<KeyEntry>fromIterable(keys(20))
                .concatWith(
                        readings.incrementAndGet() == 1 ? Flux.empty() : Flux.error(new IllegalStateException("gone")));

        assertThatThrownBy(() -> world.run(world.rollout()
                        .settings(RolloutSettings.defaults().withMaxInFlight(1))
                        .build()
                        .run(failing, world.targets())))
                .hasRootCauseMessage("gone");
        assertThat(region.calls("import")).hasSizeLessThan(20);
    }

    @Test
    void source_cannotBeRead_errorSignalBeforeAnyCall() {
        var region = world.region("eu-west-1");
        KeySource broken =
                () -> Flux.<KeyEntry>fromIterable(keys(2)).concatWith(Flux.error(new IllegalStateException("gone")));

        assertThatThrownBy(() -> world.run(world.rollout().build().run(broken, world.targets())))
                .hasRootCauseMessage("gone");
        assertThat(region.calls).isEmpty();
    }

    @Test
    void source_keysThatShareAPrime_areRejectedBeforeAnyCall() {
        var region = world.region("eu-west-1");
        var folder = Path.of("src", "test", "resources", "keys");
        var files = Stream.of("shared-factor-1.pub", "ed25519.pub", "shared-factor-2.pub")
                .map(name -> KeyInput.path(folder.resolve(name)))
                .toList();
        var entries = KeySource.read(files, KeyPolicy.defaults())
                .entries()
                .collectList()
                .blockOptional();
        KeySource source = () -> Flux.fromIterable(entries.orElseThrow());

        var events = world.run(world.rollout().build().events(RunStarted.Mode.IMPORT, source, world.targets()));

        assertThat(events)
                .filteredOn(KeyRejected.class::isInstance)
                .extracting(event -> ((KeyRejected) event).entry().reason())
                .containsExactly(RejectionReason.WEAK, RejectionReason.WEAK);
        assertThat(events)
                .filteredOn(RunStarted.class::isInstance)
                .extracting(event -> ((RunStarted) event).keys())
                .containsExactly(OptionalLong.of(1));
        assertThat(region.calls("import")).hasSize(1);
    }

    @Test
    void demand_forEveryResult_isEnoughToHearOfTheEnd() {
        world.region("eu-west-1");
        world.region("us-east-1");
        var rollout = world.rollout().build();

        for (var results : List.of(
                rollout.run(KeySource.of(keys(5)), world.targets()),
                rollout.run(Flux.fromIterable(keys(5)), world.targets()),
                rollout.plan(KeySource.of(keys(5)), world.targets()))) {
            StepVerifier.create(results, 10)
                    .then(() -> world.time.advanceTimeBy(World.AGES))
                    .expectNextCount(10)
                    .verifyComplete();
        }
    }

    @Test
    void demand_thatIsNone_takesNothingOfWhatWasAskedFor() {
        world.region("eu-west-1");
        var results = new ArrayList<ImportResult>();
        var subscriber = new BaseSubscriber<ImportResult>() {
            @Override
            protected void hookOnSubscribe(Subscription subscription) {
                subscription.request(3);
                subscription.request(-2);
            }

            @Override
            protected void hookOnNext(ImportResult result) {
                results.add(result);
            }
        };

        world.rollout().build().run(Flux.fromIterable(keys(5)), world.targets()).subscribe(subscriber);
        world.time.advanceTimeBy(World.AGES);

        assertThat(results).hasSize(3);
    }

    @Test
    void publisher_fails_isToldOnce() {
        for (int i = 0; i < 5; i++) {
            world.region("region-" + i);
        }
        var failing = Flux.fromIterable(keys(2)).concatWith(Flux.error(new IllegalStateException("gone")));

        StepVerifier.create(world.rollout().build().run(failing, world.targets()))
                .then(() -> world.time.advanceTimeBy(World.AGES))
                .thenConsumeWhile(any -> true)
                .expectErrorMessage("gone")
                .verifyThenAssertThat()
                .hasNotDroppedErrors();
    }

    @Test
    void publisher_readOnce_everyTargetGetsEveryKey() {
        world.region("eu-west-1", LATENCY.multipliedBy(10));
        world.region("us-east-1");
        var subscriptions = new AtomicInteger();
        var once = Flux.fromIterable(keys(50)).doOnSubscribe(any -> subscriptions.incrementAndGet());

        var results = world.run(world.rollout().build().run(once, world.targets()));

        assertThat(subscriptions).hasValue(1);
        assertThat(results).hasSize(100).allMatch(result -> result.outcome() == Outcome.IMPORTED);
    }

    @Test
    void publisher_quietAndStopped_runEnds() {
        world.region("eu-west-1");
        var cancelled = new AtomicInteger();
        var quiet = Flux.just(key("bob")).concatWith(Flux.never()).doOnCancel(cancelled::incrementAndGet);

        var results = world.run(world.rollout()
                .stopWhen(Mono.delay(Duration.ofMinutes(1), world.time))
                .build()
                .run(quiet, world.targets()));

        assertThat(results).singleElement().extracting(ImportResult::outcome).isEqualTo(Outcome.IMPORTED);
        assertThat(cancelled).hasValue(1);
    }

    @Test
    void publisher_runCancelled_publisherCancelled() {
        world.region("eu-west-1");
        world.region("us-east-1");
        var cancelled = new AtomicInteger();
        var endless = Flux.<NamedKey>never().doOnCancel(cancelled::incrementAndGet);

        world.rollout().build().run(endless, world.targets()).subscribe().dispose();

        assertThat(cancelled).hasValue(1);
    }

    @Test
    void publisher_noTargets_isNotRead() {
        var read = new AtomicInteger();
        var keys = Flux.fromIterable(keys(3)).doOnNext(key -> read.incrementAndGet());

        assertThat(world.run(world.rollout().build().run(keys, List.of()))).isEmpty();
        assertThat(read).hasValue(0);
    }

    @Test
    void publisher_slowTarget_neverReadMoreThanTheLeadAhead() {
        var slow = world.region("eu-west-1", LATENCY.multipliedBy(100));
        world.region("us-east-1");
        var settings = RolloutSettings.defaults().withLead(16).withConcurrency(4);
        var ahead = new int[1];
        var read = new AtomicInteger();
        var once = Flux.fromStream(Stream.iterate(0, i -> i + 1).limit(300).map(i -> key("key-" + i)))
                .doOnNext(key -> {
                    var takenUp = slow.calls("import").size();
                    ahead[0] = Math.max(ahead[0], read.incrementAndGet() - takenUp);
                });

        world.run(world.rollout().settings(settings).build().run(once, world.targets()));

        assertThat(ahead[0]).isLessThanOrEqualTo(16 + 4);
    }

    @Test
    void request_oneByOne_everyResultArrives() {
        world.region("eu-west-1");
        world.region("us-east-1");
        var results = new ArrayList<ImportResult>();
        var subscriber = new Asking(1, results);
        world.rollout().build().run(KeySource.of(keys(20)), world.targets()).subscribe(subscriber);

        for (int i = 1; i <= 40; i++) {
            world.time.advanceTimeBy(Duration.ofMinutes(1));
            assertThat(results).hasSize(i);
            subscriber.request(1);
        }
        assertThat(subscriber.isDisposed()).isTrue();
    }

    @Test
    void request_few_noMoreKeysAreTakenUp() {
        var first = world.region("eu-west-1");
        var second = world.region("us-east-1");
        var results = new ArrayList<ImportResult>();
        var subscriber = new Asking(5, results);
        world.rollout().build().run(KeySource.of(keys(100)), world.targets()).subscribe(subscriber);

        world.time.advanceTimeBy(World.AGES);
        assertThat(results).hasSize(5);
        assertThat(first.calls("import").size() + second.calls("import").size()).isEqualTo(5);

        subscriber.request(20);
        world.time.advanceTimeBy(World.AGES);
        assertThat(results).hasSize(25);
        assertThat(first.calls("import").size()).isBetween(10, 15);
        assertThat(first.calls("import").size() + second.calls("import").size()).isEqualTo(25);
        subscriber.cancel();
    }

    /** A subscriber that asks for a few results first, and for more when told. */
    private static final class Asking extends BaseSubscriber<ImportResult> {

        private final long first;
        private final List<ImportResult> results;

        Asking(long first, List<ImportResult> results) {
            this.first = first;
            this.results = results;
        }

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            request(first);
        }

        @Override
        protected void hookOnNext(ImportResult result) {
            results.add(result);
        }
    }
}
