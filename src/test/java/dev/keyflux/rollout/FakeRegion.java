package dev.keyflux.rollout;

import dev.keyflux.aws.CallFailedException;
import dev.keyflux.aws.Failure;
import dev.keyflux.aws.FailureKind;
import dev.keyflux.aws.KeyPair;
import dev.keyflux.aws.KeyPairClient;
import dev.keyflux.aws.Operation;
import dev.keyflux.aws.Page;
import dev.keyflux.key.NamedKey;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * A region in memory that answers after a latency and fails as scripted, call by call. A call without script is answered
 * by the state; a script that is left over at the end is the test's error, see {@link #assertScriptsUsedUp()}.
 */
final class FakeRegion implements KeyPairClient {

    /** What happens to one call: given the honest answer, what the caller sees. */
    interface Script<T> extends Function<Mono<T>, Mono<T>> {}

    final Map<String, KeyPair> keyPairs = new TreeMap<>();
    final List<String> otherResources = new ArrayList<>();
    final List<String> calls = new ArrayList<>();
    int inFlight;
    int maxInFlight;
    Runnable onCall = () -> {};

    private final Scheduler scheduler;
    private final Duration latency;
    private final Deque<Script<Operation>> imports = new ArrayDeque<>();
    private final Deque<Script<Page<KeyPair>>> surveys = new ArrayDeque<>();
    private final Deque<Script<KeyPair>> looks = new ArrayDeque<>();
    private final Deque<Script<Operation>> polls = new ArrayDeque<>();
    private final Deque<Script<Page<String>>> names = new ArrayDeque<>();
    private final Map<String, String> fingerprints = new TreeMap<>();

    FakeRegion(Scheduler scheduler, Duration latency) {
        this.scheduler = scheduler;
        this.latency = latency;
    }

    /** The region computes the fingerprint of what is imported; the fake is told it beforehand. */
    FakeRegion knowing(List<NamedKey> keys) {
        keys.forEach(key -> fingerprints.put(key.key().line(), shown(key)));
        return this;
    }

    FakeRegion holding(NamedKey key) {
        keyPairs.put(key.name(), new KeyPair(key.name(), shown(key)));
        return this;
    }

    FakeRegion holding(String name, @Nullable String fingerprint) {
        keyPairs.put(name, new KeyPair(name, fingerprint));
        return this;
    }

    FakeRegion onImport(Script<Operation> script) {
        imports.add(script);
        return this;
    }

    FakeRegion onImport(int times, Script<Operation> script) {
        imports.addAll(Collections.nCopies(times, script));
        return this;
    }

    FakeRegion onSurvey(Script<Page<KeyPair>> script) {
        surveys.add(script);
        return this;
    }

    FakeRegion onLook(Script<KeyPair> script) {
        looks.add(script);
        return this;
    }

    FakeRegion onLook(int times, Script<KeyPair> script) {
        looks.addAll(Collections.nCopies(times, script));
        return this;
    }

    FakeRegion onPoll(Script<Operation> script) {
        polls.add(script);
        return this;
    }

    FakeRegion onNames(Script<Page<String>> script) {
        names.add(script);
        return this;
    }

    /** The call never takes effect; the caller sees this failure. */
    static <T> Script<T> fails(FailureKind kind) {
        return fails(kind, kind.name());
    }

    static <T> Script<T> fails(FailureKind kind, String code) {
        return honest -> failure(kind, code);
    }

    /** The call takes effect, and its answer is lost. */
    static <T> Script<T> loses() {
        return honest -> honest.then(failure(FailureKind.AMBIGUOUS, "ConnectionLost"));
    }

    /** The call takes effect, and this is answered instead. */
    static Script<Operation> answers(Operation operation) {
        return honest -> honest.thenReturn(operation);
    }

    /** The call does not take effect, and this is answered. */
    static Script<Operation> pretends(Operation operation) {
        return honest -> Mono.just(operation);
    }

    static Operation operation(String id, String status) {
        var terminal = !status.equals("NotStarted") && !status.equals("Started");
        return new Operation(
                id, "key", "KeyPair", null, null, terminal, null, "ImportKeyPair", status, null, null, null);
    }

    static String shown(NamedKey key) {
        var fingerprint = key.key().lightsailFingerprint();
        return fingerprint == null ? key.key().fingerprint() : fingerprint;
    }

    List<String> calls(String operation) {
        return calls.stream().filter(call -> call.startsWith(operation)).toList();
    }

    void assertScriptsUsedUp() {
        if (!(imports.isEmpty() && surveys.isEmpty() && looks.isEmpty() && polls.isEmpty() && names.isEmpty())) {
            throw new AssertionError("scripted calls that were never made");
        }
    }

    @Override
    public Mono<Operation> importKeyPair(String name, String line) {
        return call("import " + name, imports, Mono.defer(() -> {
            if (keyPairs.containsKey(name) || otherResources.contains(name)) {
                return failure(FailureKind.NAME_EXISTS, "NameExists");
            }
            keyPairs.put(name, new KeyPair(name, fingerprints.get(line)));
            return Mono.just(operation("op-" + name, "Succeeded"));
        }));
    }

    @Override
    public Mono<Page<KeyPair>> keyPairs(@Nullable String pageToken) {
        return call(
                "survey " + pageToken,
                surveys,
                Mono.fromSupplier(() -> new Page<>(List.copyOf(keyPairs.values()), null)));
    }

    @Override
    public Mono<KeyPair> keyPair(String name) {
        return call("look " + name, looks, Mono.defer(() -> {
            var held = keyPairs.get(name);
            return held == null ? failure(FailureKind.NOT_FOUND, "DoesNotExist") : Mono.just(held);
        }));
    }

    @Override
    public Mono<Page<String>> activeNames(@Nullable String pageToken) {
        return call("names " + pageToken, names, Mono.fromSupplier(() -> {
            var all = new ArrayList<>(keyPairs.keySet());
            all.addAll(otherResources);
            return new Page<>(all, null);
        }));
    }

    @Override
    public Mono<Operation> operation(String id) {
        return call("poll " + id, polls, failure(FailureKind.NOT_FOUND, "DoesNotExist"));
    }

    private <T> Mono<T> call(String what, Deque<Script<T>> scripts, Mono<T> honest) {
        return Mono.defer(() -> {
            calls.add(what);
            inFlight++;
            maxInFlight = Math.max(maxInFlight, inFlight);
            onCall.run();
            var script = scripts.poll();
            return Mono.delay(latency, scheduler)
                    .then(script == null ? honest : script.apply(honest))
                    .doOnTerminate(() -> inFlight--);
        });
    }

    private static <T> Mono<T> failure(FailureKind kind, String code) {
        return Mono.error(new CallFailedException(new Failure(kind, code, "scripted " + code, "request-1"), null));
    }
}
