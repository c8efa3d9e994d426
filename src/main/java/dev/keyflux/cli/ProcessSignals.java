package dev.keyflux.cli;

import dev.keyflux.report.ExitCode;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The signals of the operating system. A shutdown hook would not do: once the JVM shuts down it hears no second Ctrl-C,
 * and it cannot choose another exit code.
 *
 * <p>{@code sun.misc.Signal} is exported by {@code jdk.unsupported} (JEP 260 keeps it for want of a replacement), but
 * javac warns about each mention of it in a way that cannot be switched off; hence the reflection. Where it is missing, or
 * a signal belongs to the JVM ({@code -Xrs}) or is ignored, that signal keeps its usual effect.
 */
final class ProcessSignals implements Interrupts {

    private static final List<String> SIGNALS = List.of("INT", "TERM", "HUP");

    @Override
    public <T> T listenDuring(Supplier<T> work, Listener listener) {
        var interrupted = new AtomicBoolean();
        var former = new ArrayList<Runnable>();
        for (var signal : SIGNALS) {
            handle(signal, () -> {
                        if (interrupted.getAndSet(true)) {
                            Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
                        }
                        listener.interrupted(signal);
                    })
                    .ifPresent(former::add);
        }
        try {
            return work.get();
        } finally {
            former.forEach(Runnable::run);
        }
    }

    /** Sets a handler; answers how to bring the former one back, or nothing if the signal cannot be handled. */
    private static Optional<Runnable> handle(String name, Runnable action) {
        try {
            var signalType = Class.forName("sun.misc.Signal");
            var handlerType = Class.forName("sun.misc.SignalHandler");
            var handle = signalType.getMethod("handle", signalType, handlerType);
            var signal = signalType.getConstructor(String.class).newInstance(name);
            var handler = Proxy.newProxyInstance(
                    ProcessSignals.class.getClassLoader(),
                    new Class<?>[] {handlerType},
                    (proxy, method, arguments) -> switch (method.getName()) {
                        case "handle" -> {
                            action.run();
                            yield null;
                        }
                        case "equals" -> proxy == arguments[0];
                        case "hashCode" -> System.identityHashCode(proxy);
                        default -> "handler of " + name;
                    });
            var former = handle.invoke(null, signal, handler);
            return Optional.of(() -> restore(() -> handle.invoke(null, signal, former)));
        } catch (ReflectiveOperationException e) {
            return Optional.empty();
        }
    }

    private static void restore(Reflection call) {
        try {
            call.invoke();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a signal handler that could be set cannot be set back", e);
        }
    }

    private interface Reflection {
        @Nullable
        Object invoke() throws ReflectiveOperationException;
    }
}
