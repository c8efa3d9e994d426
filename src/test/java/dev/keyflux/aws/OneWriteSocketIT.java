package dev.keyflux.aws;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyflux.target.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** What a server sees of a request, read by read. */
final class OneWriteSocketIT {

    private static final int REQUESTS = 20;
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)");

    @Test
    void importKeyPair_headAndBody_arriveTogether() throws Exception {
        try (var server = new OneReadServer();
                var clients = LightsailClients.builder()
                        .endpoint(server.url())
                        .credentials("AKIDTEST", "any")
                        .build()) {
            var client = clients.client(Target.inRegions(List.of("eu-west-1")).get(0));

            StepVerifier.create(
                            Flux.range(0, REQUESTS).concatMap(i -> client.importKeyPair("key-" + i, "ssh-rsa AAAA")))
                    .expectNextCount(REQUESTS)
                    .expectComplete()
                    .verify(Duration.ofSeconds(30));

            assertThat(server.reads)
                    .hasSize(REQUESTS)
                    .allSatisfy(read -> assertThat(read).contains("\"publicKeyBase64\":\"ssh-rsa AAAA\"}"));
        }
    }

    /** Answers a request when it has come to its end, and keeps what it saw at the first read. */
    private static final class OneReadServer implements AutoCloseable {

        private static final String BODY = "{\"operation\":{\"id\":\"1\",\"status\":\"Succeeded\"}}";

        private final Queue<String> reads = new ConcurrentLinkedQueue<>();
        private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

        OneReadServer() throws IOException {
            start(this::accept);
        }

        URI url() {
            return URI.create("http://127.0.0.1:" + listening.getLocalPort());
        }

        private void accept() {
            while (!listening.isClosed()) {
                try {
                    var socket = listening.accept();
                    start(() -> serve(socket));
                } catch (SocketException closed) {
                    return;
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }

        private void serve(Socket connection) {
            var buffer = new byte[65_536];
            try (connection) {
                var in = connection.getInputStream();
                for (var count = in.read(buffer); count > 0; count = in.read(buffer)) {
                    var request = new String(buffer, 0, count, US_ASCII);
                    reads.add(request);
                    while (!isWhole(request)) {
                        request += new String(buffer, 0, in.read(buffer), US_ASCII);
                    }
                    connection
                            .getOutputStream()
                            .write(("HTTP/1.1 200 OK\r\nContent-Length: " + BODY.length() + "\r\n\r\n" + BODY)
                                    .getBytes(US_ASCII));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void start(Runnable work) {
            var thread = new Thread(work, "one-read-server");
            thread.setDaemon(true);
            thread.start();
        }

        private static boolean isWhole(String request) {
            var body = request.indexOf("\r\n\r\n") + 4;
            var length = LENGTH.matcher(request);
            return body > 3 && length.find() && request.length() - body >= Integer.parseInt(length.group(1));
        }

        @Override
        public void close() throws IOException {
            listening.close();
        }
    }
}
