package dev.keyflux.cli;

import dev.keyflux.aws.CallFailedException;
import dev.keyflux.aws.Failure;
import dev.keyflux.aws.KeyPair;
import dev.keyflux.aws.KeyPairClient;
import dev.keyflux.aws.KeyPairReader;
import dev.keyflux.aws.LightsailClients;
import dev.keyflux.aws.Operation;
import dev.keyflux.aws.Page;
import dev.keyflux.target.Target;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Counts calls, so that whoever waits for a run, or stops it, can be told what it waits for. */
final class CountedClients implements LightsailClients {

    private final LightsailClients clients;
    private final AtomicLong inFlight = new AtomicLong();
    private final AtomicLong made = new AtomicLong();
    private final AtomicLong throttled = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private volatile @Nullable String lastFailure;

    CountedClients(LightsailClients clients) {
        this.clients = clients;
    }

    CallCounts counts() {
        return new CallCounts(inFlight.get(), made.get(), throttled.get(), failed.get(), lastFailure);
    }

    @Override
    public KeyPairReader reader(Target target) {
        return new Reader(clients.reader(target));
    }

    @Override
    public KeyPairClient client(Target target) {
        return new Client(clients.client(target));
    }

    @Override
    public Mono<Void> prepare(Collection<Target> targets) {
        return clients.prepare(targets);
    }

    @Override
    public void close() {
        clients.close();
    }

    private <T> Mono<T> counted(Mono<T> call) {
        return Mono.using(this::begin, begun -> call, begun -> inFlight.decrementAndGet())
                .doOnError(CallFailedException.class, failure -> end(failure.failure()));
    }

    private long begin() {
        inFlight.incrementAndGet();
        return made.incrementAndGet();
    }

    private void end(Failure failure) {
        switch (failure.kind()) {
            case NOT_FOUND, NAME_EXISTS -> {}
            case THROTTLED, SESSION_THROTTLED -> throttled.incrementAndGet();
            default -> {
                lastFailure = failure.code();
                failed.incrementAndGet();
            }
        }
    }

    private class Reader implements KeyPairReader {

        private final KeyPairReader calls;

        Reader(KeyPairReader calls) {
            this.calls = calls;
        }

        @Override
        public Mono<Page<KeyPair>> keyPairs(@Nullable String pageToken) {
            return counted(calls.keyPairs(pageToken));
        }

        @Override
        public Mono<KeyPair> keyPair(String name) {
            return counted(calls.keyPair(name));
        }

        @Override
        public Mono<Page<String>> activeNames(@Nullable String pageToken) {
            return counted(calls.activeNames(pageToken));
        }

        @Override
        public Mono<Operation> operation(String id) {
            return counted(calls.operation(id));
        }
    }

    private final class Client extends Reader implements KeyPairClient {

        private final KeyPairClient calls;

        Client(KeyPairClient calls) {
            super(calls);
            this.calls = calls;
        }

        @Override
        public Mono<Operation> importKeyPair(String name, String line) {
            return counted(calls.importKeyPair(name, line));
        }
    }
}
