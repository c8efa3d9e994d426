package dev.keyflux.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "links, FIFOs and permissions")
final class SourceWalkTest {

    @TempDir
    private Path folder;

    @Test
    void folder_readRecursively_yieldsKeyFilesInNameOrder() throws IOException {
        key("bob.pub");
        key("a/zoe.pub");
        key("a/y.pub/inner.pub");
        key("c/authorized_keys");
        key("c/authorized_keys2");
        key("c/notes.txt");
        key("d/one.pem");
        key("d/two.rfc4716");
        key("d/keys.csv");
        key("c/known_hosts");
        key("id_ed25519");

        var batch = Sources.read(folder);

        assertThat(batch.rejected()).isEmpty();
        assertThat(relative(batch))
                .containsExactly(
                        "a/y.pub/inner.pub",
                        "a/zoe.pub",
                        "bob.pub",
                        "c/authorized_keys",
                        "c/authorized_keys2",
                        "d/one.pem",
                        "d/two.rfc4716");
    }

    @Test
    void file_namedDirectly_isReadWhateverItsName() throws IOException {
        assertThat(Sources.names(Sources.read(key("notes.txt"), key("id_ed25519"))))
                .containsExactly("notes", "id_ed25519");
    }

    @Test
    void inputs_thatOverlap_yieldEveryFileOnce() throws IOException {
        var file = key("sub/bob.pub");
        var sub = folder.resolve("sub");

        var batch = Sources.read(file, sub, folder, sub, file);

        assertThat(Sources.names(batch)).containsExactly("bob");
        assertThat(batch.rejected()).isEmpty();
    }

    @Test
    void links_areFollowedAndLoopsEnd() throws IOException {
        key("real/bob.pub");
        key("elsewhere/ann.txt");
        Files.createSymbolicLink(folder.resolve("real/loop"), folder);
        Files.createSymbolicLink(folder.resolve("real/again"), folder.resolve("real"));
        Files.createSymbolicLink(folder.resolve("real/ann.pub"), Path.of("../elsewhere/ann.txt"));
        Files.createSymbolicLink(folder.resolve("real/same.pub"), Path.of("bob.pub"));

        var batch = Sources.read(folder.resolve("real"));

        assertThat(Sources.names(batch)).containsExactly("ann", "bob");
        assertThat(batch.rejected()).isEmpty();
    }

    /** A name too long for the system, in the place of a disk that does not answer. */
    @Test
    void whatCannotBeLookedAt_isUnreadableAndNotPassedOver() throws IOException {
        key("bob.pub");
        Files.createSymbolicLink(folder.resolve("far"), Path.of("x".repeat(300)));
        Files.createSymbolicLink(folder.resolve("self"), folder.resolve("self"));
        Files.createSymbolicLink(folder.resolve("below"), folder.resolve("bob.pub/below"));
        Files.createSymbolicLink(folder.resolve("relative"), Path.of("bob.pub/below/that"));
        Files.createSymbolicLink(folder.resolve("device"), Path.of("/dev/null/below"));
        Files.createSymbolicLink(folder.resolve("ring"), Path.of("other-ring"));
        Files.createSymbolicLink(folder.resolve("other-ring"), Path.of("ring"));
        Files.createSymbolicLink(folder.resolve("through"), Path.of("ring/through"));

        var batch = Sources.read(folder);

        assertThat(Sources.names(batch)).containsExactly("bob");
        assertThat(batch.rejected()).singleElement().satisfies(entry -> {
            assertThat(entry.source().path()).isEqualTo(path("far"));
            assertThat(entry.reason()).isEqualTo(RejectionReason.UNREADABLE);
        });
    }

    @Test
    void link_thatLeadsNowhere_isUnreadable() throws IOException {
        Files.createSymbolicLink(folder.resolve("broken.pub"), folder.resolve("missing"));
        Files.createSymbolicLink(folder.resolve("self.pub"), folder.resolve("self.pub"));
        Files.createSymbolicLink(folder.resolve("unrelated"), folder.resolve("missing"));

        var batch = Sources.read(folder);

        assertThat(batch.rejected())
                .extracting(entry -> entry.source().path())
                .containsExactly(path("broken.pub"), path("self.pub"));
        assertThat(batch.rejected()).allSatisfy(entry -> {
            assertThat(entry.reason()).isEqualTo(RejectionReason.UNREADABLE);
            assertThat(entry.message()).contains("a link that leads nowhere");
        });
    }

    @Test
    void fifo_inFolder_isUnreadableAndNeverOpened() throws Exception {
        fifo("x.pub");
        key("yes.pub");

        var batch = Sources.read(folder);

        assertThat(Sources.names(batch)).containsExactly("yes");
        assertThat(batch.rejected()).singleElement().satisfies(entry -> {
            assertThat(entry.reason()).isEqualTo(RejectionReason.UNREADABLE);
            assertThat(entry.message()).contains("FIFO");
        });
    }

    @Test
    void fifoOrDevice_namedDirectly_endsTheRun() throws Exception {
        var fifo = fifo("x.pub");

        fails(fifo, "FIFO, socket or device");
        fails(Path.of("/dev/zero"), "/dev/zero: a FIFO, socket or device, no file: name a file, or -");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void openPipe_namedDirectly_isRead() throws Exception {
        var holder = new ProcessBuilder("sleep", "60").start();
        try {
            try (var pipe = holder.getOutputStream()) {
                pipe.write(SampleKeys.ED25519.getBytes(StandardCharsets.UTF_8));
            }
            var names = KeyPolicy.defaults().withNames(new NameTemplate("piped-{n}"));
            var path = Path.of("/proc/" + holder.pid() + "/fd/0");

            assertThat(Sources.names(Sources.read(names, KeyInput.path(path)))).containsExactly("piped-1");
        } finally {
            holder.destroyForcibly();
        }
    }

    @Test
    void file_beyondTheLimit_isTooLargeAndNotRead() throws IOException {
        try (var file = new RandomAccessFile(path("huge.pub"), "rw")) {
            file.setLength(1L << 30);
        }

        tooLarge(Sources.read(folder));
        tooLarge(Sources.read(folder.resolve("huge.pub")));
    }

    @Test
    void stream_withoutEnd_isTooLarge() {
        tooLarge(Sources.read(KeyInput.stream("-", EndlessStream::new)));
    }

    @Test
    void file_ofExactlyTheLimit_isRead() throws IOException {
        var content =
                SampleKeys.ED25519 + "\n" + "#".repeat(BoundedContent.MAX_BYTES - SampleKeys.ED25519.length() - 1);
        Files.writeString(folder.resolve("big.pub"), content);

        assertThat(Sources.names(Sources.read(folder))).containsExactly("big");
    }

    @Test
    void file_withoutPermission_isUnreadableInAFolderAndEndsTheRunWhenNamed() throws IOException {
        var secret = key("secret.pub");
        key("sub/other.pub");
        var sub = folder.resolve("sub");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("---------"));
        Files.setPosixFilePermissions(sub, PosixFilePermissions.fromString("---------"));
        assumeFalse(Files.isReadable(secret), "run as root");
        try {
            var batch = Sources.read(folder);

            assertThat(batch.rejected()).hasSize(2).allSatisfy(entry -> {
                assertThat(entry.reason()).isEqualTo(RejectionReason.UNREADABLE);
                assertThat(entry.message()).contains("permission denied");
            });
            fails(secret, "permission denied");
            fails(sub, "permission denied");
        } finally {
            Files.setPosixFilePermissions(sub, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void entry_thatCannotBeLookedAt_isUnreadableWhateverItIsCalled() throws IOException {
        key("good.pub");
        key("sub/inner/other.pub");
        var sub = folder.resolve("sub");
        Files.setPosixFilePermissions(sub, PosixFilePermissions.fromString("rw-------"));
        assumeFalse(Files.isExecutable(sub), "run as root");
        try {
            var batch = Sources.read(folder);

            assertThat(Sources.names(batch)).containsExactly("good");
            assertThat(batch.rejected()).singleElement().satisfies(entry -> {
                assertThat(entry.source().toString()).endsWith("inner:1");
                assertThat(entry.message()).contains("permission denied");
            });
        } finally {
            Files.setPosixFilePermissions(sub, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void source_thatIsMissing_endsTheRun() throws IOException {
        fails(folder.resolve("missing.pub"), "missing.pub: no such file or folder: check the path");
        fails(key("file.pub").resolve("below.pub"), "below.pub: ");
        var broken = Files.createSymbolicLink(folder.resolve("broken"), folder.resolve("missing"));
        fails(broken, "a link that leads nowhere");
    }

    @Test
    void path_thatIsEmpty_isNotTheCurrentFolder() {
        fails(Path.of(""), "an empty path");
    }

    @Test
    void folder_withoutKeyFile_endsTheRun() throws IOException {
        key("notes.txt");
        Files.createSymbolicLink(folder.resolve("loop"), folder);
        Files.createDirectory(folder.resolve("x.pub"));

        fails(folder, "a folder without any key file (*.pub, authorized_keys*, *.pem, *.rfc4716)");
    }

    @Test
    void path_withControlCharacters_isEscapedInMessages() {
        fails(folder.resolve("\033[2J.pub"), "\\x1b[2J.pub: no such file");
    }

    private void tooLarge(KeyBatch batch) {
        assertThat(batch.keys()).isEmpty();
        assertThat(batch.rejected()).extracting(RejectedKey::reason).containsExactly(RejectionReason.TOO_LARGE);
    }

    private static void fails(Path source, String message) {
        assertThatThrownBy(() -> Sources.read(source))
                .isInstanceOf(UnreadableSourceException.class)
                .hasMessageContaining(message)
                .message()
                .doesNotContain("\n");
    }

    private Path key(String name) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, SampleKeys.ED25519 + "\n");
    }

    private Path fifo(String name) throws Exception {
        var made = new ProcessBuilder("mkfifo", path(name)).start();
        assertThat(made.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(made.exitValue()).isZero();
        return folder.resolve(name);
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private List<String> relative(KeyBatch batch) {
        return batch.keys().stream()
                .map(key -> folder.relativize(Path.of(key.source().path())).toString())
                .toList();
    }

    /** A stream that never ends. */
    private static final class EndlessStream extends InputStream {

        @Override
        public int read() {
            return 'x';
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            Arrays.fill(into, offset, offset + length, (byte) 'x');
            return length;
        }
    }
}
