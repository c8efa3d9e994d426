package dev.keyflux.aws;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A value that is made when it is first asked for, at most once, and closed only if it was made. */
final class Lazy<T> {

    private final Supplier<T> make;
    private @Nullable T made;

    Lazy(Supplier<T> make) {
        this.make = make;
    }

    synchronized T value() {
        var value = made;
        if (value == null) {
            value = make.get();
            made = value;
        }
        return value;
    }

    synchronized void close(Consumer<T> close) {
        if (made != null) {
            close.accept(made);
        }
    }
}
