package dev.keyflux.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The keys that the README's first command imports. */
final class ExampleKeysTest {

    @Test
    void examples_underTheDefaultPolicy_areAllImportable() {
        var batch = Sources.read(Path.of("src", "examples", "keys"));

        assertThat(batch.rejected()).isEmpty();
        assertThat(Sources.names(batch))
                .containsExactly(
                        "bastion",
                        "ci",
                        "deploy",
                        "backup",
                        "break-glass",
                        "monitoring",
                        "authorized_keys-1",
                        "authorized_keys-2",
                        "authorized_keys-3",
                        "warehouse",
                        "frontend",
                        "release");
    }
}
