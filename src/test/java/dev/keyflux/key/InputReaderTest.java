package dev.keyflux.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

final class InputReaderTest {

    private final List<String> opened = Collections.synchronizedList(new ArrayList<>());
    private final List<String> closed = Collections.synchronizedList(new ArrayList<>());

    @Test
    void entries_ofSeveralInputs_comeInOrderAndComplete() {
        StepVerifier.create(source("ann", "bob")
                        .entries()
                        .map(entry -> entry.source().path()))
                .expectNext("ann", "bob")
                .expectComplete()
                .verify(Sources.LIMIT);

        assertThat(closed).containsExactly("ann", "bob");
    }

    @Test
    void entries_subscribedTwice_areReadTwice() {
        var source = source("ann");
        assertThat(opened).isEmpty();

        StepVerifier.create(source.entries())
                .expectNextCount(1)
                .expectComplete()
                .verify(Sources.LIMIT);
        StepVerifier.create(source.entries())
                .expectNextCount(1)
                .expectComplete()
                .verify(Sources.LIMIT);

        assertThat(opened).containsExactly("ann", "ann");
    }

    @Test
    void entries_requestedOneByOne_openNoFurtherInput() {
        StepVerifier.create(source("ann", "bob", "eve").entries(), 0)
                .expectSubscription()
                .then(() -> assertThat(opened).isEmpty())
                .thenRequest(1)
                .expectNextCount(1)
                .then(() -> assertThat(opened).containsExactly("ann"))
                .thenRequest(1)
                .expectNextCount(1)
                .then(() -> assertThat(opened).containsExactly("ann", "bob"))
                .then(() -> assertThat(closed).containsExactly("ann", "bob"))
                .thenCancel()
                .verify(Sources.LIMIT);

        assertThat(opened).containsExactly("ann", "bob");
    }

    @Test
    void entries_areReadOnThreadsThatMayBlock() {
        var threads = new ArrayList<String>();
        var input = KeyInput.stream("ann", () -> {
            threads.add(Thread.currentThread().getName());
            return new ByteArrayInputStream(new byte[0]);
        });

        Sources.read(input);

        assertThat(threads).singleElement().asString().startsWith("boundedElastic");
    }

    @Test
    void entries_cancelledWhileReadingBlocks_closeTheInput() throws InterruptedException {
        var blocking = new BlockingStream();

        StepVerifier.create(KeySource.read(List.of(KeyInput.stream("-", () -> blocking)), KeyPolicy.defaults())
                        .entries())
                .then(blocking::awaitRead)
                .thenCancel()
                .verify(Sources.LIMIT);

        assertThat(blocking.closed.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void source_thatCannotBeRead_isAnErrorAfterTheEntriesBefore() {
        var inputs = List.of(input("ann"), KeyInput.path(Path.of("no-such-folder/x.pub")), input("bob"));

        StepVerifier.create(KeySource.read(inputs, KeyPolicy.defaults()).entries())
                .expectNextCount(1)
                .expectErrorSatisfies(e -> assertThat(e)
                        .isInstanceOf(UnreadableSourceException.class)
                        .hasMessageContaining("x.pub: no such file"))
                .verify(Sources.LIMIT);

        assertThat(opened).containsExactly("ann");
    }

    @Test
    void stream_thatFails_isAnError() {
        var input = KeyInput.stream("-", () -> {
            throw new UncheckedIOException(new IOException("gone\033[2J"));
        });

        StepVerifier.create(KeySource.read(List.of(input), KeyPolicy.defaults()).entries())
                .expectErrorSatisfies(e -> assertThat(e)
                        .isInstanceOf(UnreadableSourceException.class)
                        .hasMessage("-: cannot be read (gone\\x1b[2J): check the file and its file system"))
                .verify(Sources.LIMIT);
    }

    @Test
    void noInput_isNoEntry() {
        StepVerifier.create(KeySource.read(List.of(), KeyPolicy.defaults()).entries())
                .expectComplete()
                .verify(Sources.LIMIT);
    }

    private KeySource source(String... labels) {
        var inputs = new ArrayList<KeyInput>();
        for (var label : labels) {
            inputs.add(input(label));
        }
        return KeySource.read(inputs, KeyPolicy.defaults());
    }

    private KeyInput input(String label) {
        return KeyInput.stream(label, () -> {
            opened.add(label);
            return new ByteArrayInputStream(SampleKeys.ED25519.getBytes(StandardCharsets.UTF_8)) {
                @Override
                public void close() {
                    closed.add(label);
                }
            };
        });
    }

    /** A stream on which nothing ever arrives, as on a terminal where nobody types. */
    private static final class BlockingStream extends InputStream {

        private final CountDownLatch reading = new CountDownLatch(1);
        private final CountDownLatch closed = new CountDownLatch(1);

        @Override
        public int read() throws IOException {
            return read(new byte[1], 0, 1);
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            reading.countDown();
            try {
                closed.await();
                return -1;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException();
            }
        }

        @Override
        public void close() {
            closed.countDown();
        }

        private void awaitRead() {
            try {
                assertThat(reading.await(30, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
