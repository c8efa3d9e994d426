package dev.keyflux.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
    void template_filesRefusedAsAWhole_areCountedToo(@TempDir Path folder) throws IOException {
        var policy = KeyPolicy.defaults().withNames(new NameTemplate("key-{n}"));

        var batch = Sources.read(
                policy,
                Sources.text("ann.pub", "-----BEGIN OPENSSH PRIVATE KEY-----\n"),
                KeyInput.path(Files.writeString(folder.resolve("bob.csv"), "no,manifest\n")),
                Sources.text("eve.pub", SampleKeys.ED25519));

        assertThat(Sources.names(batch)).containsExactly("key-3");
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
                                .contains("--name-template", "--sanitize-names"));
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
    void name_takenTwice_tellsAllPlacesSoFar() {
        var batch = Sources.read(
                Sources.text("a/bob.pub", SampleKeys.ED25519),
                Sources.text("b/bob.pub", SampleKeys.RSA_2048),
                Sources.text("c/bob.pub", SampleKeys.RSA_2048));

        assertThat(batch.rejected().get(1).message()).contains("a/bob.pub:1, b/bob.pub:1 and c/bob.pub:1");
    }

    @ParameterizedTest
    @CsvSource({
        "bob@host.example,bob-host-example",
        "'  bob  (laptop) ',bob-laptop",
        "--bob--,bob",
        "j\u00f6rg,j-rg",
        "b--b,b--b",
        "../../etc,etc",
        "a\u001b[31mb,a-31mb",
        "@@,''"
    })
    void name_sanitized_hasOneHyphenForEachRunThatLightsailRefuses(String name, String sanitized) {
        assertThat(KeyPairName.sanitize(name)).isEqualTo(sanitized);
    }

    @Test
    void names_thatSanitizingMakesEqual_clash() {
        var policy = KeyPolicy.defaults().withNames(NameTemplate.defaults().withSanitizing());

        var batch = Sources.read(
                policy,
                Sources.text("bob@home.pub", SampleKeys.ED25519),
                Sources.text("bob.home.pub", SampleKeys.RSA_2048),
                Sources.text("@.pub", SampleKeys.RSA_2048));

        assertThat(Sources.names(batch)).containsExactly("bob-home");
        assertThat(batch.rejected())
                .satisfiesExactly(
                        clash -> {
                            assertThat(clash.reason()).isEqualTo(RejectionReason.DUPLICATE_NAME);
                            assertThat(clash.message())
                                    .startsWith("the name 'bob-home' (made of 'bob.home') is that of several keys, at"
                                            + " bob@home.pub:1 and bob.home.pub:1,");
                        },
                        empty -> {
                            assertThat(empty.reason()).isEqualTo(RejectionReason.BAD_NAME);
                            assertThat(empty.message())
                                    .startsWith("the name '' (made of '@') is one that Lightsail refuses")
                                    .doesNotContain("--sanitize-names");
                        });
    }

    @Test
    void names_ofAFileWithSeveralKeys_areNumberedWhenSanitizedToo() {
        var policy = KeyPolicy.defaults().withNames(NameTemplate.defaults().withSanitizing());

        var batch = Sources.read(policy, Sources.text("my keys", SampleKeys.ED25519 + "\n" + SampleKeys.RSA_2048));

        assertThat(Sources.names(batch)).containsExactly("my-keys-1", "my-keys-2");
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
