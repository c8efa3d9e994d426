package dev.keyflux.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The jar as a user runs it. */
final class CommandLineIT {

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @BeforeEach
    void writeKeys() throws IOException {
        KeyLines.writeTo(Files.createDirectory(folder.resolve("keys")), 3);
    }

    @Test
    void help_loadsNoClassOfAws() throws IOException, InterruptedException {
        try (var process = KeyfluxProcess.start(List.of("-verbose:class"), Map.of(), folder, "import", "--help")) {
            var ended = process.await();

            assertThat(ended.exitCode()).isZero();
            assertThat(ended.out())
                    .contains("Usage: keyflux import", "dev.keyflux.cli.ImportCommand source:")
                    .doesNotContain("software.amazon", "io.netty");
        }
    }

    @Test
    void keys_loadsNoClassOfAws() throws IOException, InterruptedException {
        try (var process = KeyfluxProcess.start(List.of("-verbose:class"), Map.of(), folder, "keys", "keys")) {
            var ended = process.await();

            assertThat(ended.exitCode()).isZero();
            assertThat(ended.out()).contains("3 keys good, 0 rejected").doesNotContain("software.amazon", "io.netty");
        }
    }

    @Test
    void keys_namesThatTheLocaleCannotShow_areAllAccountedFor() throws IOException, InterruptedException {
        var renamed = new ProcessBuilder(
                        "sh",
                        "-c",
                        "mv key-0.pub \"$(printf '\\346\\235\\216').pub\" && mv key-1.pub \"$(printf '\\347\\216\\213').pub\"")
                .directory(folder.resolve("keys").toFile())
                .start();
        assertThat(renamed.waitFor()).isZero();
        try (var process = KeyfluxProcess.start(
                List.of(), Map.of("LC_ALL", "C"), folder, "keys", "keys", "--name-template", "key-{fp8}")) {
            var ended = process.await();

            assertThat(ended.exitCode()).isZero();
            assertThat(ended.out()).contains("3 keys good, 0 rejected");
        }
    }

    @Test
    void version_isThatOfTheJar() throws IOException, InterruptedException {
        var ended = KeyfluxProcess.run(folder, "--version");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out()).matches("keyflux \\d+\\.\\d+\\.\\d+\\S*\n");
    }

    @Test
    void keys_readerThatGoesAway_endsQuietly() throws IOException, InterruptedException {
        KeyLines.writeOneFile(folder.resolve("authorized_keys"), 2_000);
        try (var process = KeyfluxProcess.start(
                List.of(), Map.of(), folder, "keys", "authorized_keys", "--name-template", "k-{n}")) {
            try (var out = process.outReader()) {
                assertThat(out.readLine()).startsWith("NAME");
            }

            assertThat(process.exitCode()).isZero();
            try (var err = process.errReader()) {
                assertThat(err.readLine()).isNull();
            }
        }
    }

    @Test
    void import_reportThroughALinkToStandardOutput_isWrittenThere() throws IOException, InterruptedException {
        Files.createSymbolicLink(folder.resolve("report.json"), Path.of("/dev/stdout"));

        var ended =
                KeyfluxProcess.run(folder, "import", "keys", "-r", "eu-west-1", "--sandbox", "--report", "report.json");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out()).contains("{\"tool\":", "3 keys x 1 target");
        assertThat(folder.resolve("report.json")).isSymbolicLink();
    }

    @Test
    void jar_holdsTheLicencesOfAllThatIsInIt() throws IOException {
        try (var jar = new JarFile(KeyfluxProcess.built("keyflux.jar").toFile())) {
            assertThat(text(jar, "META-INF/LICENSE")).contains("Apache License");
            assertThat(text(jar, "META-INF/LICENSE.txt")).contains("QOS.ch", "Permission is hereby granted");
            assertThat(text(jar, "META-INF/NOTICE.txt")).contains("AWS SDK for Java");
        }
    }

    private static String text(JarFile jar, String name) throws IOException {
        try (var in = jar.getInputStream(jar.getEntry(name))) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    @Test
    void keys_readerThatGoesAwayBeforeARejectedEntry_exitsWithOne() throws IOException, InterruptedException {
        var file = folder.resolve("authorized_keys");
        KeyLines.writeOneFile(file, 2_000);
        Files.writeString(file, "ssh-ed25519 damaged\n", StandardOpenOption.APPEND);
        try (var process = KeyfluxProcess.start(
                List.of(), Map.of(), folder, "keys", "authorized_keys", "--name-template", "k-{n}")) {
            try (var out = process.outReader()) {
                assertThat(out.readLine()).startsWith("NAME");
            }

            assertThat(process.exitCode()).isOne();
        }
    }

    @Test
    void import_intoTheSandbox_putsEveryKeyEverywhere() throws IOException, InterruptedException {
        var ended = KeyfluxProcess.run(
                folder, "import", "keys", "-r", "all", "--sandbox", "--report", "run.json", "--record", "run.ndjson");

        assertThat(ended.err()).doesNotContain("\tat ");
        assertThat(ended.out()).contains("3 keys x 19 targets", ": all good\n");
        assertThat(ended.exitCode()).isZero();
        assertThat(folder.resolve("run.json")).content().contains("\"expected\":57", "\"imported\":57");
        assertThat(Files.readAllLines(folder.resolve("run.ndjson"))).hasSize(1 + 57 + 19 + 1);
    }

    @Test
    void plan_ofTheSandbox_wantsChanges() throws IOException, InterruptedException {
        var ended = KeyfluxProcess.run(folder, "plan", "keys", "-r", "eu-west-1,eu-west-2", "--sandbox", "-o", "json");

        assertThat(ended.out()).contains("\"would_import\":6", "\"exitCode\":3");
        assertThat(ended.exitCode()).isEqualTo(3);
    }

    @Test
    void sandbox_withFaults_meetsThem() throws IOException, InterruptedException {
        Files.writeString(
                folder.resolve("faults.json"),
                "{\"rules\": [{\"fault\": {\"type\": \"html\", \"stage\": \"before\", \"status\": 503}}]}");
        try (var process = KeyfluxProcess.start(List.of(), Map.of(), folder, "sandbox", "--faults", "faults.json");
                var out = process.outReader()) {
            var request = HttpRequest.newBuilder(URI.create(out.readLine()))
                    .header("X-Amz-Target", "Lightsail_20161128.GetKeyPairs")
                    .header("X-Amz-Date", "20260101T000000Z")
                    .header(
                            "Authorization",
                            "AWS4-HMAC-SHA256 Credential=AKIDTRIAL/20260101/eu-west-1/lightsail/aws4_request,"
                                    + " SignedHeaders=host, Signature=0")
                    .timeout(Duration.ofSeconds(30))
                    .POST(BodyPublishers.ofString("{}"))
                    .build();
            var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Content-Type")).contains("text/html");
        }
    }

    @Test
    void import_withoutCredentials_isDeniedAndSaysWhy() throws IOException, InterruptedException {
        var ended =
                KeyfluxProcess.run(folder, "import", "keys", "-r", "eu-west-1", "--endpoint-url", "http://127.0.0.1:1");

        assertThat(ended.exitCode()).isOne();
        assertThat(ended.out()).contains("denied (3)", "credentials");
        assertThat(ended.err()).doesNotContain("\tat ");
    }

    @ParameterizedTest
    @CsvSource({
        "AWS_ENDPOINT_URL, nonsense, endpoint 'nonsense'",
        "AWS_ENDPOINT_URL_LIGHTSAIL, ftp://127.0.0.1:1, endpoint 'ftp://127.0.0.1:1'",
        "AWS_USE_FIPS_ENDPOINT, maybe, AWS_USE_FIPS_ENDPOINT"
    })
    void plan_settingOfTheSdkThatIsWrong_isDeniedAndToldAtOnce(String variable, String value, String told)
            throws IOException, InterruptedException {
        assertBadSettings(variable, value, told, "plan", "keys", "-r", "eu-west-1");
    }

    @Test
    void import_sandboxOnAMachineThatAsksForEndpointsOfAws_isCalled() throws IOException, InterruptedException {
        var environment = Map.of("AWS_USE_FIPS_ENDPOINT", "true", "AWS_USE_DUALSTACK_ENDPOINT", "true");
        try (var process = KeyfluxProcess.start(
                List.of(), environment, folder, "import", "keys", "-r", "eu-west-1", "--sandbox")) {
            var ended = process.await();

            assertThat(ended.exitCode()).isZero();
            assertThat(ended.out()).contains("imported                    3");
        }
    }

    @Test
    void plan_settingOfTheSdkThatIsWrongForSts_isDeniedAndToldAtOnce() throws IOException, InterruptedException {
        var account = "prod=arn:aws:iam::210987654321:role/keyflux";
        assertBadSettings(
                "AWS_ENDPOINT_URL_STS",
                "any",
                "endpoint 'any'",
                "plan",
                "keys",
                "-r",
                "eu-west-1",
                "--account",
                account);
    }

    private void assertBadSettings(String variable, String value, String told, String... arguments)
            throws IOException, InterruptedException {
        var environment = Map.of("AWS_ACCESS_KEY_ID", "AKIDTRIAL", "AWS_SECRET_ACCESS_KEY", "any", variable, value);
        try (var process = KeyfluxProcess.start(List.of(), environment, folder, arguments)) {
            var ended = process.await();

            assertThat(ended.exitCode()).isOne();
            assertThat(ended.out()).contains("denied (3)", "BadSettings: ", told);
            assertThat(ended.err()).doesNotContain("unexpected");
        }
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES) // it is asked again and again, with pauses that grow
    void import_endpointThatRefuses_endsWithBadOutcomes() throws IOException, InterruptedException {
        var credentials = Map.of("AWS_ACCESS_KEY_ID", "AKIDTRIAL", "AWS_SECRET_ACCESS_KEY", "any");
        try (var process = KeyfluxProcess.start(
                List.of(),
                credentials,
                folder,
                "import",
                "keys",
                "-r",
                "eu-west-1",
                "--endpoint-url",
                "http://127.0.0.1:1",
                "-o",
                "json")) {
            var ended = process.await();

            assertThat(ended.exitCode()).isOne();
            assertThat(ended.out()).contains("\"expected\":3", "\"failed\":3");
            assertThat(ended.err()).doesNotContain("\tat ");
        }
    }
}
