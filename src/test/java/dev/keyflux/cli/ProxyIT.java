package dev.keyflux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyflux.sandbox.Sandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls by way of the proxy that variables name, as in networks that let nothing out but through one. */
final class ProxyIT {

    /** Nobody can resolve it but the proxy. */
    private static final String ENDPOINT = "http://lightsail.invalid";

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @BeforeEach
    void writeKeys() throws IOException {
        KeyLines.writeTo(folder, 3);
    }

    @Test
    void import_overAProxy_everyCallGoesThroughIt() throws IOException, InterruptedException {
        try (var sandbox = Sandbox.start();
                var proxy = ConnectProxy.to(sandbox.url())) {
            var ended = run(Map.of("HTTP_PROXY", proxy.url("bob:p%40ss")), "--endpoint-url", ENDPOINT);

            assertThat(ended.exitCode()).isZero();
            assertThat(sandbox.region(sandbox.accountId("AKIDTRIAL"), "eu-west-1")
                            .keyPairs())
                    .hasSize(3);
            var credentials = Base64.getEncoder().encodeToString("bob:p@ss".getBytes(StandardCharsets.UTF_8));
            assertThat(proxy.heads())
                    .isNotEmpty()
                    .allSatisfy(head -> assertThat(head)
                            .startsWith("CONNECT lightsail.invalid:80 ")
                            .containsIgnoringCase("proxy-authorization: Basic " + credentials));
        }
    }

    @Test
    void import_proxyThatRefuses_nothingWasSent() throws IOException, InterruptedException {
        try (var sandbox = Sandbox.start();
                var proxy = ConnectProxy.closed(sandbox.url())) {
            var ended = run(Map.of("http_proxy", proxy.url("bob:wrong")), "--endpoint-url", ENDPOINT);

            assertThat(ended.exitCode()).isEqualTo(1);
            assertThat(ended.out())
                    .contains("failed (3): nothing was created", "ProxyFailed: Could not connect to proxy");
            assertThat(sandbox.calls().count()).isZero();
        }
    }

    @Test
    void import_profileThatAssumesARole_hasItsCredentialsThroughTheProxyToo() throws IOException, InterruptedException {
        var config = Files.writeString(folder.resolve("config"), """
                [profile admin]
                role_arn = arn:aws:iam::210987654321:role/admin
                source_profile = own
                region = us-east-1
                [profile own]
                aws_access_key_id = AKIDTRIAL
                aws_secret_access_key = any
                """);
        try (var sandbox = Sandbox.start();
                var proxy = ConnectProxy.closed(sandbox.url())) {
            var variables = Map.of(
                    "HTTPS_PROXY",
                    proxy.url("bob:wrong"),
                    "AWS_CONFIG_FILE",
                    config.toString(),
                    // Nobody can resolve it, should it be called directly.
                    "AWS_ENDPOINT_URL_STS",
                    "https://sts.invalid");

            var ended = run(variables, "--profile", "admin");

            assertThat(ended.exitCode()).isEqualTo(1);
            assertThat(proxy.heads())
                    .isNotEmpty()
                    .allSatisfy(head -> assertThat(head).startsWith("CONNECT sts.invalid:443 "));
        }
    }

    @Test
    void import_proxyThatIsNone_isRefusedByItsVariable() throws IOException, InterruptedException {
        var ended = run(Map.of("HTTPS_PROXY", "socks5://bob:secret@proxy.example"));

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err())
                .contains("keyflux: the variable HTTPS_PROXY: expected the URL of an HTTP proxy")
                .doesNotContain("secret");
    }

    @Test
    void import_sandbox_isCalledWithoutTheProxy() throws IOException, InterruptedException {
        var ended = run(Map.of("HTTP_PROXY", "http://proxy.invalid:3128", "HTTPS_PROXY", "none"), "--sandbox");

        assertThat(ended.exitCode()).isZero();
    }

    private KeyfluxProcess.Ended run(Map<String, String> variables, String... options)
            throws IOException, InterruptedException {
        var environment = new HashMap<>(variables);
        environment.put("AWS_ACCESS_KEY_ID", "AKIDTRIAL");
        environment.put("AWS_SECRET_ACCESS_KEY", "any");
        var arguments = new ArrayList<>(List.of("import", ".", "--regions", "eu-west-1"));
        arguments.addAll(List.of(options));
        try (var process = KeyfluxProcess.start(List.of(), environment, folder, arguments.toArray(String[]::new))) {
            return process.await();
        }
    }
}
