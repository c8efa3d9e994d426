package dev.keyflux.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.util.NetUtil;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What no SDK lets through: raw requests over the JDK's client, and over a bare socket where that is too polite. */
final class SandboxHttpIT {
    private static final String SIGNED =
            "AWS4-HMAC-SHA256 Credential=AKIDALPHA/20260101/eu-west-1/lightsail/aws4_request, SignedHeaders=host, Signature=0";

    private final Sandbox sandbox = Sandbox.builder()
            .latency(call -> call.operation().equals("GetRegions") ? Duration.ofMillis(200) : Duration.ZERO)
            .start();
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    @AfterEach
    void close() {
        sandbox.close();
    }

    @Test
    void lightsail_unsigned_isMissingAToken() throws Exception {
        var answer = send(request().header("X-Amz-Target", "Lightsail_20161128.GetKeyPairs"), "{}");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("x-amzn-ErrorType")).contains("MissingAuthenticationTokenException");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/x-amz-json-1.1");
        assertThat(answer.headers().firstValue("x-amzn-RequestId")).isPresent();
        assertThat(answer.body())
                .isEqualTo(
                        "{\"__type\":\"MissingAuthenticationTokenException\",\"message\":\"Missing Authentication Token\"}");
    }

    @Test
    void sts_unsigned_isMissingAToken() throws Exception {
        var answer = send(
                request().header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"),
                "Action=GetCallerIdentity&Version=2011-06-15");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/xml");
        assertThat(answer.body()).contains("<Type>Sender</Type><Code>MissingAuthenticationToken</Code>");
    }

    @Test
    void authorization_garbled_isIncomplete() throws Exception {
        var answer = send(request().header("Authorization", "Basic QQ=="), "{}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("IncompleteSignatureException").contains("requires 'Credential' parameter");
    }

    @Test
    void target_missing_isUnknown() throws Exception {
        var answer = send(signed(), "{}");

        assertThat(answer.body()).contains("\"__type\":\"UnknownOperationException\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "7",
                "{\"pageToken\":",
                "{} {}",
                "{\"pageToken\":7}",
                "{\"pageToken\":[[]]}",
                "\u0000"
            })
    void body_unreadable_isASerializationError(String body) throws Exception {
        var answer = send(signed().header("X-Amz-Target", "Lightsail_20161128.GetKeyPairs"), body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"__type\":\"SerializationException\"");
    }

    @Test
    void body_tooLarge_isRefused() throws Exception {
        var answer = send(signed(), " ".repeat(1_100_000));

        assertThat(answer.statusCode()).isEqualTo(413);
    }

    @Test
    void body_tooLarge_leavesTheConnectionUsable() throws Exception {
        try (var socket = connect()) {
            socket.getOutputStream()
                    .write(("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1100000\r\n\r\n" + " ".repeat(1_100_000)
                                    + "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                            .getBytes(UTF_8));

            assertThat(everythingFrom(socket)).contains(" 413 ").contains("Keyflux sandbox");
        }
    }

    @Test
    void expectContinue_isAnsweredBeforeTheBody() throws Exception {
        try (var socket = connect()) {
            socket.getOutputStream().write(post("GetActiveNames", "Expect: 100-continue\r\nContent-Length: 2\r\n"));
            var interim = new String(socket.getInputStream().readNBytes(25), UTF_8);
            socket.getOutputStream().write("{}".getBytes(UTF_8));
            socket.shutdownOutput();

            assertThat(interim).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
            assertThat(everythingFrom(socket)).startsWith("HTTP/1.1 200 OK").endsWith("{\"activeNames\":[]}");
        }
    }

    @Test
    void pipelined_slowBeforeQuick_areAnsweredInOrder() throws Exception {
        try (var socket = connect()) {
            var out = socket.getOutputStream();
            out.write(post("GetRegions", "Content-Length: 2\r\n"));
            out.write("{}".getBytes(UTF_8));
            out.write(post("GetActiveNames", "Connection: close\r\nContent-Length: 2\r\n"));
            out.write("{}".getBytes(UTF_8));

            assertThat(everythingFrom(socket)).containsSubsequence("\"regions\"", "\"activeNames\"");
        }
    }

    @Test
    void pipelined_thousands_areAllAnswered() throws Exception {
        try (var socket = connect()) {
            var request = "GET /none HTTP/1.1\r\nHost: x\r\n\r\n".repeat(5_000)
                    + "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
            var writer = new Thread(() -> {
                try {
                    socket.getOutputStream().write(request.getBytes(UTF_8));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            writer.start();

            assertThat(everythingFrom(socket).split("404 Not Found", -1)).hasSize(5_001);
            writer.join();
        }
    }

    @ParameterizedTest
    @CsvSource({"GET, /, 200", "HEAD, /, 200", "GET, /else, 404", "PUT, /, 405", "DELETE, /, 405"})
    void otherMethod_isForPeople(String method, String path, int status) throws Exception {
        var answer = client.send(
                HttpRequest.newBuilder(sandbox.url().resolve(path))
                        .method(method, BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain; charset=utf-8");
        assertThat(answer.body().isEmpty()).isEqualTo(method.equals("HEAD"));
    }

    @Test
    void noHttp_isABadRequest() throws Exception {
        try (var socket = connect()) {
            socket.getOutputStream().write("\u0016\u0003\u0001 hello\r\n\r\n".getBytes(UTF_8));

            assertThat(everythingFrom(socket)).startsWith("HTTP/1.1 400 ");
        }
    }

    @Test
    void url_isLoopback() {
        assertThat(sandbox.url())
                .isEqualTo(URI.create("http://127.0.0.1:" + sandbox.url().getPort()));
    }

    /** All of 127.0.0.0/8 is this machine there: who listens on every address would answer. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void port_onAnotherAddress_isNotListenedOn() {
        assertThatThrownBy(() -> new Socket("127.0.0.2", sandbox.url().getPort()).close())
                .isInstanceOf(ConnectException.class);
    }

    private Socket connect() throws IOException {
        var socket = new Socket(NetUtil.LOCALHOST4, sandbox.url().getPort());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static String everythingFrom(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }

    private static byte[] post(String operation, String headers) {
        return ("POST / HTTP/1.1\r\nHost: x\r\nX-Amz-Date: 20260101T000000Z\r\nAuthorization: " + SIGNED
                        + "\r\nX-Amz-Target: Lightsail_20161128." + operation + "\r\n" + headers + "\r\n")
                .getBytes(UTF_8);
    }

    private HttpRequest.Builder request() {
        return HttpRequest.newBuilder(sandbox.url()).timeout(Duration.ofSeconds(20));
    }

    private HttpRequest.Builder signed() {
        return request().header("Authorization", SIGNED).header("X-Amz-Date", "20260101T000000Z");
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String body) throws Exception {
        return client.send(request.POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }
}
