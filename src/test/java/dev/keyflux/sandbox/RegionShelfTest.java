package dev.keyflux.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyflux.sandbox.fault.EffectFault;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class RegionShelfTest {
    private final RegionShelf shelf =
            new RegionShelf(InstantSource.fixed(Instant.EPOCH), new Identifiers(new Random(1)), 0);

    @Test
    void listing_whileOthersComeAndGo_showsWhatStayedOnce() {
        put("b", "d", "f", "h");
        var first = shelf.keyPairs("", 2);
        shelf.remove("d");
        put("a", "c", "e");
        var second = shelf.keyPairs("d", 2);
        shelf.remove("b");
        var third = shelf.keyPairs("f", 2);

        assertThat(first.items()).extracting(SandboxKeyPair::name).containsExactly("b", "d");
        assertThat(second.items()).extracting(SandboxKeyPair::name).containsExactly("e", "f");
        assertThat(third.items()).extracting(SandboxKeyPair::name).containsExactly("h");
        assertThat(third.hasMore()).isFalse();
    }

    @Test
    void lag_isNotUsedUpByAPageThatEndsBeforeIt() {
        put("a");
        var unseenOnce = new Twist(null, new EffectFault.ReadLag(Duration.ZERO, 1), false);
        shelf.importKeyPair("b", ImportedKey.parse(ExampleKeys.RSA), unseenOnce);

        assertThat(shelf.keyPairs("", 1).items())
                .extracting(SandboxKeyPair::name)
                .containsExactly("a");
        assertThat(shelf.keyPairs("a", 1).items()).isEmpty();
        assertThat(shelf.keyPairs("a", 1).items())
                .extracting(SandboxKeyPair::name)
                .containsExactly("b");
    }

    @Test
    void name_takenByAnyType_cannotBeImported() {
        shelf.putResource("web", "Disk");

        assertThatThrownBy(() -> shelf.importKeyPair("web", ImportedKey.parse(ExampleKeys.RSA), Twist.NONE))
                .isInstanceOfSatisfying(
                        ServiceError.class, e -> assertThat(e.code()).isEqualTo("NameExists"));
    }

    @Test
    void delete_ofAnotherType_leavesItThere() {
        shelf.putResource("web", "Disk");

        assertThatThrownBy(() -> shelf.deleteKeyPair("web", null, Twist.NONE))
                .isInstanceOfSatisfying(
                        ServiceError.class, e -> assertThat(e.type()).isEqualTo("NotFoundException"));
        assertThat(shelf.activeNames("", 9).items()).containsExactly("web");
    }

    private void put(String... names) {
        for (var name : names) {
            shelf.putKeyPair(name, ExampleKeys.RSA, ExampleKeys.RSA_FINGERPRINT);
        }
    }
}
