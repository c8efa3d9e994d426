package dev.keyflux.key;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NamingTest {

    @ParameterizedTest
    @CsvSource({
        "bob.pub,bob",
        "keys/team/bob.pub,bob",
        "./authorized_keys,authorized_keys",
        "authorized_keys.bak,authorized_keys",
        "-,stdin",
        "bob.laptop.pub,bob.laptop",
        ".pub,.pub",
        "upload,upload"
    })
    void stem_isTheFileNameWithoutItsLastExtension(String label, String stem) {
        assertThat(Naming.stem(label)).isEqualTo(stem);
    }

    @Test
    void template_overSeveralFiles_countsWithinAndOverAll() {
        var policy = KeyPolicy.defaults().withNames(new NameTemplate("{stem}-{index}-{n}-{fp8}"));

        var batch = Sources.read(
                policy,
                Sources.text("ann.pub", SampleKeys.ED25519),
                Sources.text("bob.pub", "ssh-rsa broken\n" + SampleKeys.RSA_2048));

        // 30:0a:cd:a4 and 33:8c:93:71 begin the SHA-256 digests of the two blobs.
        assertThat(Sources.names(batch)).containsExactly("ann-1-1-300acda4", "bob-2-3-338c9371");
    }

    @Test
    void comment_asName_isTakenAsItIs() {
        var policy = KeyPolicy.defaults().withNames(new NameTemplate("{comment}"));
        var bare = SampleKeys.type(SampleKeys.ED25519) + " " + SampleKeys.base64(SampleKeys.ED25519);

        var batch = Sources.read(
                policy,
                Sources.text("a.pub", bare + " bob-laptop"),
                Sources.text("b.pub", bare),
                Sources.text("c.pub", SampleKeys.ED25519));

        assertThat(Sources.names(batch)).containsExactly("bob-laptop");
        assertThat(batch.rejected()).extracting(RejectedKey::reason).containsOnly(RejectionReason.BAD_NAME);
        assertThat(batch.rejected())
                .extracting(RejectedKey::message)
                .satisfiesExactly(
                        message -> assertThat(message).startsWith("the name '' is one that Lightsail refuses"),
                        message -> assertThat(message)
                                .startsWith("the name 'ed25519@example.com'")
                                .contains("--name-template"));
    }

    @Test
    void name_takenByAnEarlierKey_namesBothPlaces() {
        var batch = Sources.read(
                Sources.text("a/bob.pub", SampleKeys.ED25519),
                Sources.text("b/bob.pub", SampleKeys.RSA_2048),
                Sources.text("c/bob.pub", SampleKeys.RSA_2048));

        assertThat(batch.keys()).extracting(NamedKey::source).containsExactly(new SourceLine("a/bob.pub", 1));
        assertThat(batch.rejected()).hasSize(2).allSatisfy(entry -> {
            assertThat(entry.reason()).isEqualTo(RejectionReason.DUPLICATE_NAME);
            assertThat(entry.message())
                    .contains("a/bob.pub:1")
                    .contains(entry.source().toString());
        });
    }

    @Test
    void name_ofARefusedKey_staysFree() {
        var batch =
                Sources.read(Sources.text("a/bob.pub", SampleKeys.DSA), Sources.text("b/bob.pub", SampleKeys.ED25519));

        assertThat(Sources.names(batch)).containsExactly("bob");
    }

    @Test
    void key_underTwoNames_isTakenTwice() {
        var batch =
                Sources.read(Sources.text("ann.pub", SampleKeys.ED25519), Sources.text("bob.pub", SampleKeys.ED25519));

        assertThat(Sources.names(batch)).containsExactly("ann", "bob");
    }
}
