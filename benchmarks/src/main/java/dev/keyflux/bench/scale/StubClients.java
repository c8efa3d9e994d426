package dev.keyflux.bench.scale;

import dev.keyflux.aws.KeyPair;
import dev.keyflux.aws.KeyPairClient;
import dev.keyflux.aws.KeyPairReader;
import dev.keyflux.aws.LightsailClients;
import dev.keyflux.aws.Operation;
import dev.keyflux.aws.Page;
import dev.keyflux.target.Target;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Regions that hold nothing, take everything, and answer at once on a thread of their own. */
final class StubClients implements LightsailClients, KeyPairClient {

    private static final Operation SUCCEEDED =
            new Operation("id", "key", "KeyPair", null, null, true, "", "ImportKeyPair", "Succeeded", null, null, null);

    private final Scheduler thread = Schedulers.newSingle("answers", true);

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
        return answer(SUCCEEDED);
    }

    @Override
    public Mono<Page<KeyPair>> keyPairs(@Nullable String pageToken) {
        return answer(new Page<>(List.of(), null));
    }

    @Override
    public Mono<KeyPair> keyPair(String name) {
        return Mono.error(() -> new IllegalStateException("no reason to look at " + name));
    }

    @Override
    public Mono<Page<String>> activeNames(@Nullable String pageToken) {
        return answer(new Page<>(List.of(), null));
    }

    @Override
    public Mono<Operation> operation(String id) {
        return answer(SUCCEEDED);
    }

    private <T> Mono<T> answer(T value) {
        return Mono.just(value).publishOn(thread);
    }

    @Override
    public void close() {
        thread.dispose();
    }
}
