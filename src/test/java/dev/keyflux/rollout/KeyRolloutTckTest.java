package dev.keyflux.rollout;

import dev.keyflux.aws.KeyPair;
import dev.keyflux.aws.KeyPairClient;
import dev.keyflux.aws.KeyPairReader;
import dev.keyflux.aws.LightsailClients;
import dev.keyflux.aws.Operation;
import dev.keyflux.aws.Page;
import dev.keyflux.key.KeyEntry;
import dev.keyflux.key.KeySource;
import dev.keyflux.target.Target;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.tck.PublisherVerification;
import org.reactivestreams.tck.TestEnvironment;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The results of a run obey the Reactive Streams specification, as its own test kit checks it. */
public final class KeyRolloutTckTest extends PublisherVerification<ImportResult> {

    private static final List<Target> TARGETS = Target.inRegions(List.of("eu-west-1"));

    /** With generous time, since the machine may be busy: waiting for what comes ends when it comes. */
    public KeyRolloutTckTest() {
        super(new TestEnvironment(2_000, 200));
    }

    @Override
    public Publisher<ImportResult> createPublisher(long elements) {
        KeySource keys = () -> Flux.<KeyEntry, Long>generate(() -> 0L, (i, sink) -> {
            if (i < elements) {
                sink.next(World.key("key-" + i));
            } else {
                sink.complete();
            }
            return i + 1;
        });
        return KeyRollout.builder(new InstantClients()).build().run(keys, TARGETS);
    }

    @Override
    public Publisher<ImportResult> createFailedPublisher() {
        KeySource broken = () -> Flux.error(new IllegalStateException("cannot be read"));
        return KeyRollout.builder(new InstantClients()).build().run(broken, TARGETS);
    }

    /** Beyond this, judging the generated source would take the kit's patience. */
    @Override
    public long maxElementsFromPublisher() {
        return 100_000;
    }

    /** Answers every call on the spot, on the thread that makes it. */
    private static final class InstantClients implements LightsailClients, KeyPairClient {

        @Override
        public KeyPairReader reader(Target target) {
            return this;
        }

        @Override
        public KeyPairClient client(Target target) {
            return this;
        }

        @Override
        public Mono<Operation> importKeyPair(String name, String line) {
            return Mono.just(FakeRegion.operation("op-" + name, "Succeeded"));
        }

        @Override
        public Mono<Page<KeyPair>> keyPairs(@Nullable String pageToken) {
            return Mono.just(new Page<>(List.of(), null));
        }

        @Override
        public Mono<KeyPair> keyPair(String name) {
            return Mono.error(new AssertionError("nothing to look for"));
        }

        @Override
        public Mono<Page<String>> activeNames(@Nullable String pageToken) {
            return Mono.error(new AssertionError("nothing to plan"));
        }

        @Override
        public Mono<Operation> operation(String id) {
            return Mono.error(new AssertionError("nothing to follow"));
        }

        @Override
        public void close() {}
    }
}
