package dev.keyflux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MemoryWatchIT {

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"-XX:+UseSerialGC", "-XX:+UseG1GC"})
    void errorThatAThreadSwallowed_endsTheProcessAndIsTold(String collector) throws IOException, InterruptedException {
        var told = folder.resolve("told");
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        collector,
                        "-Xmx24m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Hoarder.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(told.toFile())
                .start();
        try {
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).isOne();
            assertThat(told).content().contains("keyflux: " + Failures.OUT_OF_MEMORY + "\n");
        } finally {
            process.destroyForcibly();
        }
    }

    /** Uses up its memory on a thread that nobody hears of, and waits for that. */
    static final class Hoarder {

        private static final List<byte[]> HOARD = new ArrayList<>();

        private Hoarder() {}

        public static void main(String[] arguments) {
            MemoryWatch.start();
            awaitWatching();
            var whatNeverComes = new CompletableFuture<Void>();
            var hoarding = CompletableFuture.runAsync(() -> {
                while (true) {
                    HOARD.add(new byte[1_000]);
                }
            });
            whatNeverComes.join();
            hoarding.join();
        }

        private static void awaitWatching() {
            while (Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().equals(MemoryWatch.NAME)
                            && thread.getState() == Thread.State.TIMED_WAITING)) {
                Thread.onSpinWait();
            }
        }
    }
}
