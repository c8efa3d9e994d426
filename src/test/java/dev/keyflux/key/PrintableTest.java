package dev.keyflux.key;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PrintableTest {

    @Test
    void escape_plainTextOfAnyScript_isUnchanged() {
        assertThat(Printable.escape("key für Привет 鍵 😀")).isEqualTo("key für Привет 鍵 😀");
    }

    @Test
    void escape_whatMovesTheCursor_isVisible() {
        assertThat(Printable.escape("a\u001b[2J\u009b1A\b\r\n\tz")).isEqualTo("a\\x1b[2J\\x9b1A\\x08\\r\\n\\tz");
    }

    @Test
    void escape_whatFakesLinesOrTurnsText_isVisible() {
        assertThat(Printable.escape("\u2028\u2029\u202e\u200b\ud800")).isEqualTo("\\u2028\\u2029\\u202e\\u200b\\ud800");
    }

    @Test
    void escape_longText_isKeptWhole() {
        assertThat(Printable.escape("x".repeat(10_000))).hasSize(10_000);
    }

    @Test
    void quote_longText_isCutShort() {
        var text = "\n" + "😀".repeat(500);
        var shown = "'\\n" + "😀".repeat(199) + "...'";

        assertThat(Printable.quote(text)).isEqualTo(shown);
    }
}
