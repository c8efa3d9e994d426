package dev.keyflux.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeyPairNameTest {

    @ParameterizedTest
    @ValueSource(strings = {"ab", "a-b", "_x_", "42", "A--B", "authorized_keys-1", "AZ", "az", "09"})
    void name_withinTheRule_isValid(String name) {
        assertThat(KeyPairName.isValid(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "-ab",
                "ab-",
                "a b",
                "a.b",
                "a@b",
                "j\u00f6rg",
                "ab\n",
                "a\u001bb",
                "a/b",
                "a:b",
                "a[b",
                "a`b",
                "a{b"
            })
    void name_outsideTheRule_isRefusedAndNamed(String name) {
        var source = new SourceLine("x.pub", 1);
        var key = SshPublicKey.parse(SampleKeys.ED25519);
        var start = "key pair name " + Printable.quote(name) + ":";

        assertThat(KeyPairName.isValid(name)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NamedKey(name, key, source))
                .withMessageStartingWith(start);
    }

    @Test
    void name_longerThanTheLimit_isRefused() {
        assertThat(KeyPairName.isValid("x".repeat(KeyPairName.MAX_LENGTH))).isTrue();
        assertThat(KeyPairName.isValid("x".repeat(KeyPairName.MAX_LENGTH + 1))).isFalse();
    }
}
