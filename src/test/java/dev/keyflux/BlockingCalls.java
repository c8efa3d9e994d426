package dev.keyflux;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import reactor.blockhound.BlockingMethod;
import reactor.blockhound.BlockingOperationError;

/**
 * Fails the test in which a thread blocked that may not. The blocking call itself goes on: an error thrown there would mostly
 * be swallowed by the library on whose thread it happened, and would show as a missing answer far away.
 */
public final class BlockingCalls implements AfterEachCallback, AfterAllCallback {

    private static final int SHOWN = 3;
    private static final List<BlockingOperationError> CALLS = new CopyOnWriteArrayList<>();

    static void record(BlockingMethod method) {
        CALLS.add(new BlockingOperationError(method));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        assertNone();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        assertNone();
    }

    /** Takes what was recorded since it was last asked. */
    static List<BlockingOperationError> take() {
        var calls = List.copyOf(CALLS);
        CALLS.removeAll(calls);
        return calls;
    }

    private static void assertNone() {
        var calls = take();
        if (!calls.isEmpty()) {
            var failure = new AssertionError("blocked " + calls.size() + " times on threads that may not block");
            calls.stream().limit(SHOWN).forEach(failure::addSuppressed);
            throw failure;
        }
    }
}
