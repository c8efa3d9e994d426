package dev.keyflux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyflux.report.SampleRuns;
import dev.keyflux.rollout.Outcome;
import dev.keyflux.rollout.RunStarted.Mode;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import reactor.test.scheduler.VirtualTimeScheduler;

final class ProgressTest {

    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private CallCounts calls = CallCounts.NONE;

    private Progress start(ProgressMode mode, boolean isTerminal, Map<String, String> environment) {
        return start(mode, isTerminal, environment, err);
    }

    private Progress start(ProgressMode mode, boolean isTerminal, Map<String, String> environment, OutputStream err) {
        var terminal = new Terminal(
                InputStream.nullInputStream(),
                ResultStream.to(OutputStream.nullOutputStream()),
                new PrintStream(err, false, StandardCharsets.UTF_8),
                environment,
                false,
                isTerminal);
        return Progress.start(mode, terminal, () -> calls, time);
    }

    private String written() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private static void countSome(Progress progress) {
        progress.count(SampleRuns.started(Mode.IMPORT, 2, SampleRuns.LONDON, SampleRuns.PROD));
        progress.count(SampleRuns.result("alice", SampleRuns.LONDON, Outcome.IMPORTED));
    }

    @Test
    @Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
    void close_whileStandardErrorIsBlocked_doesNotWaitForIt() throws InterruptedException {
        var drawing = new CountDownLatch(1);
        var never = new CountDownLatch(1);
        var blocked = new OutputStream() {
            @Override
            public void write(int b) {
                drawing.countDown();
                try {
                    never.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        };
        var progress = start(ProgressMode.PLAIN, false, Map.of(), blocked);
        countSome(progress);
        var drawer = new Thread(() -> time.advanceTimeBy(Duration.ofSeconds(5)));
        drawer.setDaemon(true);
        drawer.start();
        drawing.await();

        progress.close();

        assertThat(drawer.isAlive()).isTrue();
        never.countDown();
        drawer.join();
    }

    @Test
    void auto_withoutTerminal_printsALineNowAndThen() {
        try (var progress = start(ProgressMode.AUTO, false, Map.of())) {
            countSome(progress);
            time.advanceTimeBy(Duration.ofSeconds(4));
            assertThat(written()).isEmpty();

            time.advanceTimeBy(Duration.ofSeconds(1));
        }
        assertThat(written()).isEqualTo("import 1/4  imported 1  slowest prod/us-east-1 0/2, default/eu-west-2 1/2\n");
    }

    @Test
    void auto_onTerminal_redrawsOneLineAndClearsIt() {
        try (var progress = start(ProgressMode.AUTO, true, Map.of())) {
            countSome(progress);
            time.advanceTimeBy(Duration.ofMillis(250));
            progress.count(SampleRuns.result("bob", SampleRuns.LONDON, Outcome.FAILED));
            time.advanceTimeBy(Duration.ofMillis(250));
        }
        assertThat(written())
                .doesNotContain("\n")
                .contains("\r\u001b[Kimport 1/4  imported 1", "\r\u001b[Kimport 2/4  imported 1  failed 1")
                .endsWith("\r\u001b[K");
    }

    @Test
    void auto_onNarrowTerminal_keepsToOneLine() {
        try (var progress = start(ProgressMode.AUTO, true, Map.of("COLUMNS", "12"))) {
            countSome(progress);
            time.advanceTimeBy(Duration.ofMillis(250));
        }
        assertThat(written()).isEqualTo("\u001b[?7l\r\u001b[Kimport 1/4 \u001b[?7h\r\u001b[K");
    }

    @Test
    void auto_onDumbTerminal_printsLines() {
        try (var progress = start(ProgressMode.AUTO, true, Map.of("TERM", "dumb"))) {
            countSome(progress);
            time.advanceTimeBy(Duration.ofSeconds(5));
        }
        assertThat(written()).endsWith("\n").doesNotContain("\u001b");
    }

    @Test
    void plain_nothingNew_printsNothingAgain() {
        try (var progress = start(ProgressMode.PLAIN, true, Map.of())) {
            countSome(progress);
            time.advanceTimeBy(Duration.ofMinutes(1));
        }
        assertThat(written()).hasLineCount(1);
    }

    @Test
    void plain_nothingSettled_showsTheCalls() {
        try (var progress = start(ProgressMode.PLAIN, true, Map.of())) {
            progress.count(SampleRuns.started(Mode.IMPORT, 2, SampleRuns.LONDON));
            calls = new CallCounts(1, 1, 0, 0, null);
            time.advanceTimeBy(Duration.ofSeconds(5));
            calls = new CallCounts(2, 12, 2, 9, "ConnectionFailed");
            time.advanceTimeBy(Duration.ofSeconds(5));
        }
        assertThat(written())
                .isEqualTo("import 0/2  1 call\nimport 0/2  12 calls, 2 throttled, 9 failed, last ConnectionFailed\n");
    }

    @Test
    void none_printsOnlyWhatIsSaid() {
        try (var progress = start(ProgressMode.NONE, true, Map.of())) {
            countSome(progress);
            time.advanceTimeBy(Duration.ofMinutes(1));
            progress.say("stopping");
        }
        assertThat(written()).isEqualTo("stopping\n");
    }

    @Test
    void close_endsTheTicks() {
        start(ProgressMode.PLAIN, true, Map.of()).close();

        time.advanceTimeBy(Duration.ofMinutes(1));
        assertThat(time.getScheduledTaskCount()).isLessThanOrEqualTo(1);
        assertThat(written()).isEmpty();
    }
}
