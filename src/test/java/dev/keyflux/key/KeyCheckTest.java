package dev.keyflux.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class KeyCheckTest {

    private static final SshPublicKey RSA = SshPublicKey.parse(SampleKeys.RSA_2048);
    private static final SshPublicKey ANOTHER_RSA = SshPublicKey.parse(SampleKeys.RSA_1024);
    private static final SshPublicKey ED25519 = SshPublicKey.parse(SampleKeys.ED25519);

    private final List<SshPublicKey> judged = new ArrayList<>();

    @Test
    void soundRsaKey_isJudgedOnce() {
        var check = new KeyCheck(judged::add, 2);

        check.judge(RSA);
        check.judge(SshPublicKey.parse(SampleKeys.RSA_2048 + " under another comment"));
        check.judge(ANOTHER_RSA);
        check.judge(RSA);

        assertThat(judged).containsExactly(RSA, ANOTHER_RSA);
    }

    @Test
    void refusedRsaKey_isRefusedEachTime() {
        var check = new KeyCheck(KeyPolicy.defaults());

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> check.judge(ANOTHER_RSA))
                    .isInstanceOf(RefusedKeyException.class)
                    .hasMessageContaining("1024 bits");
        }
    }

    @Test
    void rsaKeysBeyondWhatIsRemembered_areJudgedEachTime() {
        var check = new KeyCheck(judged::add, 1);

        for (int i = 0; i < 2; i++) {
            check.judge(RSA);
            check.judge(ANOTHER_RSA);
        }

        assertThat(judged).containsExactly(RSA, ANOTHER_RSA, ANOTHER_RSA);
    }

    @Test
    void keyOfAnotherType_isJudgedEachTime_sinceThatIsCheaper() {
        var check = new KeyCheck(judged::add, 2);

        check.judge(ED25519);
        check.judge(ED25519);

        assertThat(judged).containsExactly(ED25519, ED25519);
    }
}
