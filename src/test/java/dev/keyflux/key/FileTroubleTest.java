package dev.keyflux.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import org.junit.jupiter.api.Test;

final class FileTroubleTest {

    @Test
    void path_thatTheLocaleCannotShow_namesALocaleThatCan() {
        var trouble = new InvalidPathException("\u00e9.pub", "Malformed input");

        assertThat(FileTrouble.of(trouble, StandardCharsets.US_ASCII)).contains("LC_ALL=C.UTF-8");
        assertThat(FileTrouble.of(trouble, StandardCharsets.UTF_8)).isEqualTo("not a path: Malformed input");
    }
}
