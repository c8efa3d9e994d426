package dev.keyflux.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

final class RejectionReasonTest {

    @TempDir
    private Path folder;

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links")
    void folder_withOneFileForEachReason_isRejectedForEach() throws IOException {
        var contents = new EnumMap<RejectionReason, String>(RejectionReason.class);
        contents.put(RejectionReason.PRIVATE_KEY, "-----BEGIN PRIVATE KEY-----");
        contents.put(RejectionReason.MALFORMED, "ssh-rsa AAAA");
        contents.put(RejectionReason.UNSUPPORTED_TYPE, SampleKeys.DSA);
        contents.put(RejectionReason.WEAK, SampleKeys.RSA_1024);
        contents.put(RejectionReason.CERTIFICATE, SampleKeys.CERTIFICATE);
        contents.put(RejectionReason.EMPTY, "");
        contents.put(RejectionReason.TOO_LARGE, "x".repeat(20_000));
        for (var content : contents.entrySet()) {
            write(content.getKey().wireName() + ".pub", content.getValue());
        }
        write("bad@name.pub", SampleKeys.ED25519);
        write("a/duplicate_name.pub", SampleKeys.ED25519);
        write("duplicate_name.pub", SampleKeys.ED25519);
        Files.createSymbolicLink(folder.resolve("unreadable.pub"), folder.resolve("missing"));

        var batch = Sources.read(folder);

        assertThat(Sources.names(batch)).containsExactly("duplicate_name");
        assertThat(batch.rejected().stream()
                        .collect(Collectors.toUnmodifiableMap(
                                entry -> Naming.stem(entry.source().path()), RejectedKey::reason)))
                .containsOnlyKeys(
                        "private_key",
                        "malformed",
                        "unsupported_type",
                        "weak",
                        "certificate",
                        "empty",
                        "too_large",
                        "bad@name",
                        "duplicate_name",
                        "unreadable")
                .allSatisfy((stem, reason) -> assertThat(reason.wireName()).isEqualTo(stem.replace('@', '_')));
        assertThat(batch.rejected()).extracting(RejectedKey::reason).containsOnlyOnce(RejectionReason.values());
    }

    private void write(String name, String content) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
