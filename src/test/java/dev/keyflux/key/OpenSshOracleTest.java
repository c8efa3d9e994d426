package dev.keyflux.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fresh keys from ssh-keygen, judged by ssh-keygen and openssl as well. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a POSIX shell")
final class OpenSshOracleTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"rsa,2048", "ed25519,256", "ecdsa,256", "ecdsa,384", "ecdsa,521"})
    void freshKey_hasTheFingerprintsThatSshKeygenPrints(String type, int bits) throws Exception {
        generate(type, bits);

        var key = SshPublicKey.parse(Files.readString(folder.resolve("k.pub")).strip());

        assertThat(run("ssh-keygen -l -f k.pub"))
                .startsWith(key.bits() + " " + key.fingerprint() + " " + key.comment() + " ");
        assertThat(run("ssh-keygen -l -E md5 -f k.pub")).startsWith(bits + " " + key.md5() + " ");
    }

    @Test
    void freshRsaKey_hasTheFingerprintThatOpensslComputesFromItsDer() throws Exception {
        generate("rsa", 2048);

        var key = SshPublicKey.parse(Files.readString(folder.resolve("k.pub")).strip());

        assertThat(run("ssh-keygen -e -m PKCS8 -f k.pub | openssl pkey -pubin -outform DER | openssl md5 -c")
                        .strip())
                .endsWith("= " + key.lightsailFingerprint());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ssh-keygen -q -t ed25519 -N '' -f k",
                "ssh-keygen -q -t ed25519 -N secret -f k",
                "ssh-keygen -q -t ecdsa -m PEM -N '' -f k",
                "ssh-keygen -q -t ecdsa -m PEM -N secret -f k",
                "ssh-keygen -q -t ecdsa -m PKCS8 -N '' -f k",
                "ssh-keygen -q -t ecdsa -m PKCS8 -N secret -f k",
                "openssl genpkey -algorithm ed25519 -out k",
            })
    void freshPrivateKey_inEveryForm_isRefusedAndNotShown(String command) throws Exception {
        run(command);
        var secret = Files.readString(folder.resolve("k"));

        var batch = Sources.read(folder.resolve("k"));

        assertThat(batch.keys()).isEmpty();
        assertThat(batch.rejected()).singleElement().satisfies(entry -> {
            assertThat(entry.reason()).isEqualTo(RejectionReason.PRIVATE_KEY);
            assertThat(secret.lines().filter(line -> !line.isEmpty()))
                    .noneMatch(line -> entry.message().contains(line));
        });
    }

    @Test
    void certificate_signedBySshKeygen_isRefusedAsSuch() throws Exception {
        generate("ed25519", 256);
        run("ssh-keygen -q -s k -I id -n user k.pub");

        assertThat(Sources.read(folder.resolve("k-cert.pub")).rejected())
                .extracting(RejectedKey::reason)
                .containsExactly(RejectionReason.CERTIFICATE);
    }

    @ParameterizedTest
    @CsvSource({
        "rsa,2048,-e",
        "rsa,3072,-e",
        "ed25519,256,-e",
        "ecdsa,521,-e",
        "rsa,2048,-e -m PKCS8",
        "rsa,2048,-e -m PEM",
        "ecdsa,256,-e -m PKCS8",
        "ecdsa,384,-e -m PKCS8",
        "ecdsa,521,-e -m PKCS8"
    })
    void publicKey_exportedToAnotherForm_isTheSameKey(String type, int bits, String export) throws Exception {
        generate(type, bits);
        run("ssh-keygen " + export + " -f k.pub > exported.pub");

        assertThat(theKeyOf("exported.pub").fingerprint())
                .isEqualTo(theKeyOf("k.pub").fingerprint());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed25519", "rsa", "ec -pkeyopt ec_paramgen_curve:P-256"})
    void publicKey_fromOpenssl_isTheKeyThatSshKeygenReads(String algorithm) throws Exception {
        run("openssl genpkey -algorithm " + algorithm + " -out k && openssl pkey -in k -pubout -out k.pem");

        var key = theKeyOf("k.pem");

        Files.writeString(folder.resolve("line.pub"), key.line());
        assertThat(run("ssh-keygen -l -f line.pub")).startsWith(key.bits() + " " + key.fingerprint() + " ");
    }

    private SshPublicKey theKeyOf(String file) {
        var ecdsaToo = KeyPolicy.defaults()
                .withAllowed(EnumSet.complementOf(EnumSet.of(KeyType.DSA)))
                .withNames(new NameTemplate("key-{n}"));
        var batch = Sources.read(ecdsaToo, KeyInput.path(folder.resolve(file)));
        assertThat(batch.rejected()).isEmpty();
        assertThat(batch.keys()).hasSize(1);
        return batch.keys().get(0).key();
    }

    private void generate(String type, int bits) throws Exception {
        run("ssh-keygen -q -N '' -C someone@example.com -t " + type + " -b " + bits + " -f k");
    }

    private String run(String command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(List.of("sh", "-c", command))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).as(command).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }
}
