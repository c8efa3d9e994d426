package dev.keyflux.key;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Reads sources to their end, for tests of what is found in them. */
final class Sources {

    static final Duration LIMIT = Duration.ofSeconds(30);

    private Sources() {}

    static KeyInput text(String label, String content) {
        return bytes(label, content.getBytes(StandardCharsets.UTF_8));
    }

    static KeyInput bytes(String label, byte[] content) {
        return KeyInput.stream(label, () -> new ByteArrayInputStream(content));
    }

    static KeyBatch read(KeyPolicy policy, KeyInput... inputs) {
        return Objects.requireNonNull(
                KeyBatch.read(KeySource.read(List.of(inputs), policy)).block(LIMIT));
    }

    static KeyBatch read(KeyInput... inputs) {
        return read(KeyPolicy.defaults(), inputs);
    }

    static KeyBatch read(Path... paths) {
        return read(Arrays.stream(paths).map(KeyInput::path).toArray(KeyInput[]::new));
    }

    static List<String> names(KeyBatch batch) {
        return batch.keys().stream().map(NamedKey::name).toList();
    }
}
