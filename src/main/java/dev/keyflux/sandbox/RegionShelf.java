package dev.keyflux.sandbox;

import dev.keyflux.sandbox.fault.EffectFault.OperationCourse;
import dev.keyflux.sandbox.fault.EffectFault.OperationCourse.Effect;
import dev.keyflux.sandbox.fault.EffectFault.OperationCourse.End;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What one account holds in one region. Every method is one step under the same lock, which makes the calls of any number
 * of connections linearizable.
 *
 * <p>Listings are by name and go on after a name, so that a listing of several pages shows everything that stayed there the
 * whole time exactly once, whatever else came and went meanwhile.
 */
final class RegionShelf {
    private final NavigableMap<String, SandboxKeyPair> keyPairs = new TreeMap<>();
    private final NavigableMap<String, String> others = new TreeMap<>();
    private final Map<String, ShelfOperation> operations = new HashMap<>();
    private final Map<String, Runnable> dueEffects = new HashMap<>();
    private final InstantSource clock;
    private final Identifiers ids;
    private final OperationCourse usual;
    private final ReadLags lags;

    RegionShelf(InstantSource clock, Identifiers ids, int operationPolls) {
        this.clock = clock;
        this.ids = ids;
        this.usual = OperationCourse.of(operationPolls, End.SUCCEEDED, Effect.START);
        this.lags = new ReadLags(clock);
    }

    /** Part of a listing, and whether there is more after it. */
    record Slice<T>(List<T> items, boolean hasMore) {

        private static <T> Slice<T> of(Collection<T> rest, int limit) {
            return new Slice<>(rest.stream().limit(limit).toList(), rest.size() > limit);
        }
    }

    synchronized ShelfOperation importKeyPair(String name, ImportedKey key, Twist twist) {
        requireFree(name);
        return begun("ImportKeyPair", name, twist, () -> {
            requireFree(name);
            putKeyPair(name, key.line(), key.fingerprint());
            lags.began(name, twist.lag());
        });
    }

    synchronized ShelfOperation deleteKeyPair(String name, @Nullable String expectedFingerprint, Twist twist) {
        var held = held(name);
        if (expectedFingerprint != null && !expectedFingerprint.equals(held.fingerprint())) {
            throw ServiceError.fingerprintMismatch(name);
        }
        return begun("DeleteKeyPair", name, twist, () -> keyPairs.remove(name));
    }

    /** What a look-up shows. */
    synchronized SandboxKeyPair keyPair(String name) {
        var held = held(name);
        if (!lags.shows(name)) {
            throw ServiceError.doesNotExist("KeyPair", name);
        }
        return held;
    }

    /** What a listing shows. */
    synchronized Slice<SandboxKeyPair> keyPairs(String after, int limit) {
        var shown = new ArrayList<SandboxKeyPair>();
        for (var pair : keyPairs.tailMap(after, false).values()) {
            if (shown.size() == limit) {
                // Not looked at: a lag is used up by a page that would have shown the pair.
                return new Slice<>(shown, true);
            }
            if (lags.shows(pair.name())) {
                shown.add(pair);
            }
        }
        return new Slice<>(shown, false);
    }

    /** What is really there. */
    synchronized List<SandboxKeyPair> heldKeyPairs() {
        return List.copyOf(keyPairs.values());
    }

    synchronized Slice<String> activeNames(String after, int limit) {
        NavigableSet<String> names =
                new TreeSet<>(keyPairs.tailMap(after, false).keySet());
        names.addAll(others.tailMap(after, false).keySet());
        return Slice.of(names, limit);
    }

    /** The operation as it is now; being asked is what brings it nearer to its end. */
    synchronized ShelfOperation operation(String id) {
        var known = operations.get(id);
        if (known == null || known.isVanished()) {
            throw ServiceError.doesNotExist("Operation", id);
        }
        var now = concluded(known.polled(clock.instant()));
        operations.put(id, now);
        if (now.isVanished()) {
            throw ServiceError.doesNotExist("Operation", id);
        }
        return now;
    }

    /** The key pair that an operation works on, without asking about it; empty if there was never such an operation. */
    synchronized String nameOfOperation(String id) {
        var known = operations.get(id);
        return known == null ? "" : known.keyPairName();
    }

    synchronized void putKeyPair(String name, @Nullable String line, String fingerprint) {
        others.remove(name);
        lags.began(name, null);
        keyPairs.put(name, new SandboxKeyPair(name, line, fingerprint, clock.instant()));
    }

    synchronized void putResource(String name, String resourceType) {
        keyPairs.remove(name);
        others.put(name, resourceType);
    }

    synchronized void remove(String name) {
        keyPairs.remove(name);
        others.remove(name);
    }

    private ShelfOperation begun(String type, String name, Twist twist, Runnable effect) {
        var now = clock.instant();
        var course = twist.operation() == null ? usual : twist.operation();
        var operation = new ShelfOperation(ids.uuid(), type, name, now, now, course, 0);
        switch (course.effect()) {
            case START -> effect.run();
            case END -> dueEffects.put(operation.id(), effect);
            case NEVER -> {}
        }
        var begun = concluded(operation);
        operations.put(begun.id(), begun);
        return begun;
    }

    /** The operation, with the effect that it was to have when it ends, if it has ended. */
    private ShelfOperation concluded(ShelfOperation operation) {
        var effect = operation.isTerminal() ? dueEffects.remove(operation.id()) : null;
        if (effect != null) {
            try {
                effect.run();
            } catch (ServiceError tooLate) {
                return operation.failed(tooLate.type(), tooLate.text());
            }
        }
        return operation;
    }

    private void requireFree(String name) {
        if (keyPairs.containsKey(name) || others.containsKey(name)) {
            throw ServiceError.nameExists(name);
        }
    }

    private SandboxKeyPair held(String name) {
        var held = keyPairs.get(name);
        if (held == null) {
            throw ServiceError.doesNotExist("KeyPair", name);
        }
        return held;
    }
}
