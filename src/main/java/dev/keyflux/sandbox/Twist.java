package dev.keyflux.sandbox;

import dev.keyflux.sandbox.fault.EffectFault;
import dev.keyflux.sandbox.fault.EffectFault.OperationCourse;
import dev.keyflux.sandbox.fault.EffectFault.ReadLag;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a call's effect departs from the usual.
 *
 * @param operation the course of the operation that it begins, if not the usual one
 * @param lag how long reads do not show the key pair that it makes, if they do not
 * @param emptyPage whether its page is empty
 */
record Twist(@Nullable OperationCourse operation, @Nullable ReadLag lag, boolean emptyPage) {
    static final Twist NONE = new Twist(null, null, false);

    private static final Set<String> WRITES = Set.of("ImportKeyPair", "DeleteKeyPair");
    private static final Set<String> LISTINGS = Set.of("GetKeyPairs", "GetActiveNames");

    /** The same with one more fault, unless there is one of its kind or {@code operation} has nothing that it could twist. */
    Twist with(EffectFault fault, String operation) {
        if (fault instanceof OperationCourse course && this.operation == null && WRITES.contains(operation)) {
            return new Twist(course, lag, emptyPage);
        }
        if (fault instanceof ReadLag readLag && lag == null && operation.equals("ImportKeyPair")) {
            return new Twist(this.operation, readLag, emptyPage);
        }
        if (fault instanceof EffectFault.EmptyPage && LISTINGS.contains(operation)) {
            return new Twist(this.operation, lag, true);
        }
        return this;
    }

    /** Whether the effect is there when the call is answered. */
    boolean isPrompt() {
        if (operation == null) {
            return true;
        }
        return switch (operation.effect()) {
            case START -> true;
            case END -> operation.isEnded(0);
            case NEVER -> false;
        };
    }
}
