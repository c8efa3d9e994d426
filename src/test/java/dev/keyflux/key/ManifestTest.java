package dev.keyflux.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.StepVerifier;

final class ManifestTest {

    private static final String SECRET = "-----BEGIN OPENSSH PRIVATE KEY-----\nc2VjcmV0LW1hdGVyaWFs";

    @TempDir
    private Path folder;

    @Test
    void rowsWithKeys_areNamedByTheManifestWhateverTheTemplate() throws IOException {
        var policy = KeyPolicy.defaults().withNames(new NameTemplate("other-{n}"));
        var manifest = write("name,key\nann," + SampleKeys.ED25519 + "\nbob,"
                + quoted("command=\"a, b\" " + SampleKeys.RSA_2048) + "\n");

        var batch = Sources.read(policy, KeyInput.path(manifest));

        assertThat(batch.rejected()).isEmpty();
        assertThat(batch.keys())
                .containsExactly(
                        new NamedKey(
                                "ann", SshPublicKey.parse(SampleKeys.ED25519), new SourceLine(manifest.toString(), 2)),
                        new NamedKey(
                                "bob",
                                SshPublicKey.parse(SampleKeys.RSA_2048),
                                new SourceLine(manifest.toString(), 3),
                                List.of(OpenSshLine.UNRESTRICTED)));
    }

    @Test
    void rowNames_thatLightsailDoesNotTake_areSanitizedOnlyIfAsked() throws IOException {
        var manifest = KeyInput.path(write("name,key\nann@host," + SampleKeys.ED25519 + "\n"));
        var sanitizing = KeyPolicy.defaults().withNames(NameTemplate.defaults().withSanitizing());

        assertThat(Sources.names(Sources.read(sanitizing, manifest))).containsExactly("ann-host");
        assertThat(Sources.read(manifest).rejected()).singleElement().satisfies(entry -> {
            assertThat(entry.reason()).isEqualTo(RejectionReason.BAD_NAME);
            assertThat(entry.message()).contains("change it in the manifest", "--sanitize-names");
        });
    }

    @Test
    void rowsOfAnyLayout_areNumberedByTheirFirstLine() throws IOException {
        var manifest =
                write("\uFEFF Key , NAME\r\n" + quoted(pem()) + ",ann\r\n\r\n" + SampleKeys.RSA_2048 + ", bob \r\n");

        var batch = Sources.read(manifest);

        assertThat(Sources.names(batch)).containsExactly("ann", "bob");
        assertThat(batch.keys()).extracting(key -> key.source().line()).containsExactly(2, 7);
    }

    @Test
    void rowsWithFiles_areResolvedBesideTheManifest() throws IOException {
        Files.createDirectory(folder.resolve("keys"));
        Files.writeString(folder.resolve("keys/ann.pem"), pem());
        Files.writeString(folder.resolve("bob.txt"), SampleKeys.RSA_2048);
        var manifest = write("name,file\nann,keys/ann.pem\nbob," + folder.resolve("bob.txt") + "\n");

        assertThat(Sources.names(Sources.read(manifest))).containsExactly("ann", "bob");
    }

    @Test
    void rowsThatLeadToNoSingleKey_areRejectedWithTheFileNamed() throws IOException {
        Files.writeString(folder.resolve("two.pub"), SampleKeys.ED25519 + "\n" + SampleKeys.RSA_2048);
        Files.writeString(folder.resolve("none.pub"), "# nothing\n");
        Files.writeString(folder.resolve("secret.pub"), SECRET);

        var batch =
                Sources.read(write("name,file\na1,two.pub\na2,none.pub\na3,secret.pub\na4,missing.pub\na5,.\na6,\n"));

        rejected(
                batch,
                "2 MALFORMED several keys",
                "3 EMPTY none.pub",
                "4 PRIVATE_KEY secret.pub",
                "5 UNREADABLE missing.pub",
                "6 UNREADABLE a folder",
                "7 MALFORMED names no file");
    }

    @Test
    void rowsWithBadCells_areRejectedEachForItself() throws IOException {
        var batch = Sources.read(write("name,key\n-x-," + SampleKeys.ED25519 + "\n," + SampleKeys.ED25519
                + "\nann,ssh-rsa AAAA\nann,a,b\nann\nbob," + SampleKeys.ED25519 + "\nbob," + SampleKeys.RSA_2048
                + "\n"));

        assertThat(Sources.names(batch)).containsExactly("bob");
        rejected(
                batch,
                "2 BAD_NAME change it in the manifest",
                "3 BAD_NAME",
                "4 MALFORMED ends early",
                "5 MALFORMED 3 fields",
                "6 MALFORMED 1 fields",
                "8 DUPLICATE_NAME");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"name,key,owner", "alice,ssh-rsa", "name;key", "name,key,file", "name,name", "key", "name,kez"})
    void columns_otherThanThoseOfAManifest_areSaidToBeWrong(String header) throws IOException {
        rejected(Sources.read(write(header + "\nx,y\n")), "1 MALFORMED name,key or name,file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "name,key\n", "name,file\r\n\r\n"})
    void manifest_withoutRow_isEmpty(String content) throws IOException {
        rejected(Sources.read(write(content)), "1 EMPTY no key in it");
    }

    @Test
    void quote_thatIsNotClosed_endsTheManifestThere() throws IOException {
        var batch = Sources.read(
                write("name,key\nann," + SampleKeys.ED25519 + "\nbob,\"" + SampleKeys.RSA_2048 + "\neve,x\n"));

        assertThat(Sources.names(batch)).containsExactly("ann");
        rejected(batch, "3 MALFORMED quote");
    }

    @Test
    void quoteThatIsNotClosed_afterAKeyOfManyLines_isToldWhereItStands() throws IOException {
        var batch = Sources.read(write("name,key\nann," + quoted(pem()) + "\nbob,\"" + SampleKeys.RSA_2048 + "\n"));

        assertThat(Sources.names(batch)).containsExactly("ann");
        // The key ends with a line break, so the quote that closes it has a line of its own.
        rejected(batch, (3 + pem().lines().count()) + " MALFORMED quote");
        rejected(Sources.read(write("name,key\nbob,\"" + SampleKeys.RSA_2048 + "\n")), "2 MALFORMED quote");
        rejected(Sources.read(write("\nname,key\n\nbob,\"" + SampleKeys.RSA_2048 + "\n")), "4 MALFORMED quote");
    }

    @Test
    void privateKey_inAnyCell_refusesTheWholeManifest() throws IOException {
        var batch = Sources.read(write("name,key\nann," + SampleKeys.ED25519 + "\nbob," + quoted(SECRET) + "\n"));

        assertThat(batch.keys()).isEmpty();
        rejected(batch, "3 PRIVATE_KEY public half");
    }

    @Test
    void manifest_inUtf16_isToldItsEncoding() throws IOException {
        var file = folder.resolve("keys.csv");
        Files.write(file, ("name,key\nann," + SampleKeys.ED25519).getBytes(StandardCharsets.UTF_16LE));

        rejected(Sources.read(file), "1 MALFORMED UTF-16 (little endian)");
    }

    @Test
    void rows_requestedOneByOne_openNoFurtherFile() throws IOException {
        Files.writeString(folder.resolve("ann.pub"), SampleKeys.ED25519);
        var manifest = write("name,file\nann,ann.pub\nbob,bob.pub\n");

        StepVerifier.create(
                        KeySource.read(List.of(KeyInput.path(manifest)), KeyPolicy.defaults())
                                .entries(),
                        1)
                .expectNextMatches(NamedKey.class::isInstance)
                .then(() -> writeKey("bob.pub"))
                .thenRequest(2)
                .expectNextMatches(NamedKey.class::isInstance)
                .expectComplete()
                .verify(Sources.LIMIT);
    }

    private void writeKey(String file) {
        try {
            Files.writeString(folder.resolve(file), SampleKeys.RSA_2048);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void rejected(KeyBatch batch, String... expected) {
        var entries = new ArrayList<>(batch.rejected());
        assertThat(entries).hasSameSizeAs(List.of(expected));
        for (int i = 0; i < expected.length; i++) {
            var parts = expected[i].split(" ", 3);
            assertThat(entries.get(i).source().line()).isEqualTo(Integer.parseInt(parts[0]));
            assertThat(entries.get(i).reason()).isEqualTo(RejectionReason.valueOf(parts[1]));
            assertThat(entries.get(i).message())
                    .contains(parts.length > 2 ? parts[2] : "")
                    .doesNotContain("c2Vj");
        }
    }

    private Path write(String content) throws IOException {
        return Files.writeString(folder.resolve("keys.csv"), content);
    }

    private static String quoted(String cell) {
        return "\"" + cell.replace("\"", "\"\"") + "\"";
    }

    private static String pem() {
        var blob = SampleKeys.blob(SampleKeys.ED25519);
        return Pem.publicKey(SubjectPublicKeyInfo.ed25519(Arrays.copyOfRange(blob, 19, 51)));
    }
}
