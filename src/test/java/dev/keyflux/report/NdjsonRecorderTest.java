package dev.keyflux.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyflux.rollout.Outcome;
import dev.keyflux.rollout.RunStarted.Mode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NdjsonRecorderTest {

    @Test
    void record_wholeRun_writesOneTypedLineAnEvent() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var recorder = new NdjsonRecorder(out)) {
            SampleRuns.runWithRejected("no").doOnNext(recorder::record).blockLast(Duration.ofSeconds(10));
        }

        var lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).hasSize(5);
        assertThat(lines.get(0))
                .isEqualTo("{\"type\":\"run\",\"id\":\"run-1\",\"mode\":\"import\","
                        + "\"startedAt\":\"2026-11-24T10:00:00Z\",\"finishedAt\":null,\"durationMs\":null,"
                        + "\"exitCode\":null}");
        assertThat(lines.get(1)).startsWith("{\"type\":\"rejected\",\"source\":\"keys/bad.pub:3\",");
        assertThat(lines.get(2))
                .startsWith("{\"type\":\"result\",\"key\":\"alice\",")
                .contains("\"keyType\":\"ssh-ed25519\"")
                .containsOnlyOnce("\"type\"");
        assertThat(lines.get(3))
                .startsWith("{\"type\":\"target\",\"account\":\"default\",")
                .contains("\"outcomes\":{\"imported\":1,");
        assertThat(lines.get(4))
                .startsWith("{\"type\":\"summary\",\"keys\":1,\"targets\":1,\"expected\":1,\"rejected\":1,")
                .endsWith(",\"finishedAt\":\"2026-11-24T10:00:02Z\",\"durationMs\":2000,\"exitCode\":1}");
    }

    @Test
    void record_runThatDies_hasLeftEveryLineBehind(@TempDir Path folder) throws IOException {
        var file = folder.resolve("run.ndjson");
        try (var recorder = NdjsonRecorder.to(file)) {
            recorder.record(SampleRuns.started(Mode.IMPORT, 2, SampleRuns.LONDON));
            recorder.record(SampleRuns.result("alice", SampleRuns.LONDON, Outcome.IMPORTED));

            assertThat(Files.readString(file)).endsWith("}\n").hasLineCount(2);
        }
    }

    @Test
    void record_fullDisk_throwsWhatTheStreamTold() throws IOException {
        try (var recorder = new NdjsonRecorder(new FullDisk())) {
            assertThatThrownBy(() -> recorder.record(SampleRuns.started(Mode.IMPORT, 2, SampleRuns.LONDON)))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("No space left on device");
        }
    }

    private static final class FullDisk extends OutputStream {
        @Override
        public void write(int octet) throws IOException {
            throw new IOException("No space left on device");
        }
    }
}
