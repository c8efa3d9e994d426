package dev.keyflux.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;

final class KeyPolicyTest {

    @Test
    void defaults_takeWhatLightsailIsKnownToTake() {
        passes(KeyPolicy.defaults(), SampleKeys.RSA_2048);
        passes(KeyPolicy.defaults(), SampleKeys.ED25519);
        refuses(KeyPolicy.defaults(), SampleKeys.ECDSA_256, RejectionReason.UNSUPPORTED_TYPE, "--allow ecdsa-sha2");
        refuses(KeyPolicy.defaults(), SampleKeys.SK_ED25519, RejectionReason.UNSUPPORTED_TYPE, "--allow sk-ssh");
        refuses(KeyPolicy.defaults(), SampleKeys.RSA_1024, RejectionReason.WEAK, "1024 bits, fewer than 2048");
    }

    @Test
    void allowedTypes_replaceTheDefaults() {
        var policy = KeyPolicy.defaults().withAllowed(Set.of(KeyType.ECDSA_P256));

        passes(policy, SampleKeys.ECDSA_256);
        refuses(policy, SampleKeys.ED25519, RejectionReason.UNSUPPORTED_TYPE, "ssh-ed25519");
    }

    @Test
    void minRsaBits_isTheSmallestModulusTaken() {
        passes(KeyPolicy.defaults().withMinRsaBits(1024), SampleKeys.RSA_1024);
        refuses(KeyPolicy.defaults().withMinRsaBits(2049), SampleKeys.RSA_2048, RejectionReason.WEAK, "2049");
    }

    @Test
    void dsa_isRefusedWhateverIsAllowed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyPolicy.defaults().withAllowed(Set.of(KeyType.DSA)))
                .withMessageContaining("ssh-dss");
        assertThatThrownBy(() -> KeyPolicy.defaults().check(SshPublicKey.parse(SampleKeys.DSA)))
                .hasMessageContaining("DSA")
                .message()
                .doesNotContain("--allow");
    }

    private static void passes(KeyPolicy policy, String line) {
        assertThatCode(() -> policy.check(SshPublicKey.parse(line))).doesNotThrowAnyException();
    }

    private static void refuses(KeyPolicy policy, String line, RejectionReason reason, String message) {
        assertThatThrownBy(() -> policy.check(SshPublicKey.parse(line)))
                .isInstanceOfSatisfying(
                        RefusedKeyException.class, e -> assertThat(e.reason()).isEqualTo(reason))
                .hasMessageContaining(message);
    }
}
