package dev.keyflux.cli;

import dev.keyflux.rollout.RolloutEvent;
import dev.keyflux.target.Target;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/** Runs commands in this JVM, with captured streams and a scripted connection that refuses to run unasked. */
final class CommandRun {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Map<String, String> environment = new HashMap<>();
    private InputStream in = InputStream.nullInputStream();
    private OutputStream destination = out;
    private boolean outIsTerminal;
    private @Nullable BiFunction<RolloutRequest, Publisher<?>, Flux<RolloutEvent>> script;
    private Interrupts interrupts = new Interrupts() {
        @Override
        public <T> T listenDuring(Supplier<T> work, Listener listener) {
            return work.get();
        }
    };
    private @Nullable ConnectionSettings opened;
    private boolean closed;

    /** What the connection's runs emit, given what is asked and the signal to stop. */
    CommandRun answering(BiFunction<RolloutRequest, Publisher<?>, Flux<RolloutEvent>> events) {
        script = events;
        return this;
    }

    CommandRun withVariable(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Lets standard output be a terminal. */
    CommandRun onTerminal() {
        outIsTerminal = true;
        return this;
    }

    CommandRun withInput(String text) {
        in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Lets standard output fail from the first byte on, with this message. */
    CommandRun withOutputThatFails(String message) {
        destination = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(message);
            }
        };
        return this;
    }

    CommandRun withInterrupts(Interrupts scripted) {
        interrupts = scripted;
        return this;
    }

    /** Runs one command and answers its exit code. */
    int run(String... arguments) {
        var terminal = new Terminal(
                in,
                ResultStream.to(destination),
                new PrintStream(err, false, StandardCharsets.UTF_8),
                environment,
                outIsTerminal,
                false);
        return Main.run(new Context(terminal, this::open, interrupts), arguments);
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    Optional<ConnectionSettings> opened() {
        return Optional.ofNullable(opened);
    }

    boolean isClosed() {
        return closed;
    }

    private Connection open(ConnectionSettings settings) {
        opened = settings;
        return new Connection() {
            @Override
            public void prepare(List<Target> targets) {}

            @Override
            public Flux<RolloutEvent> events(RolloutRequest request, Publisher<?> stop) {
                if (script == null) {
                    throw new AssertionError("unexpected run of " + request);
                }
                return script.apply(request, stop);
            }

            @Override
            public CallCounts calls() {
                return new CallCounts(3, 3, 0, 0, null);
            }

            @Override
            public void close() {
                closed = true;
            }
        };
    }
}
