package dev.keyflux.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DerReaderTest {

    @ParameterizedTest
    @ValueSource(strings = {"00", "01", "7f", "0080", "00ff", "80", "ff", "ff7f", "ff00", "8000", "0100"})
    void integer_inItsShortestForm_isRead(String hex) {
        var reader = new DerReader(Der.element(0x02, Der.hex(hex)));

        assertThat(reader.integer("number")).isEqualTo(new BigInteger(Der.hex(hex)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0000", "0001", "007f", "ff80", "ffff"})
    void integer_longerThanItsValue_isRefused(String hex) {
        var reader = new DerReader(Der.element(0x02, Der.hex(hex)));

        assertThatExceptionOfType(RefusedKeyException.class).isThrownBy(() -> reader.integer("number"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 0x7f, 0x80, 0xff, 0x100, 0xffff})
    void length_inItsShortestForm_isRead(int length) {
        var reader = new DerReader(Der.element(0x06, new byte[length]));

        assertThat(reader.objectIdentifier("identifier")).hasSize(length);
        reader.end("identifier");
    }

    @ParameterizedTest
    @ValueSource(strings = {"068100", "06817f", "06820000", "068200ff", "0683000100"})
    void length_inALongerForm_isRefused(String head) {
        var reader = new DerReader(Der.concat(Der.hex(head), new byte[0x100]));

        assertThatExceptionOfType(RefusedKeyException.class).isThrownBy(() -> reader.objectIdentifier("identifier"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "06", "0601", "0681", "068201"})
    void element_cutAnywhere_isRefused(String hex) {
        var reader = new DerReader(Der.hex(hex));

        assertThatExceptionOfType(RefusedKeyException.class).isThrownBy(() -> reader.objectIdentifier("identifier"));
    }
}
