package dev.keyflux.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.util.NetUtil;
import java.io.IOException;
import java.net.Socket;

/** A bare socket to a sandbox, for what every HTTP client hides. Signed as of {@code 2026-01-01}, in Ireland. */
final class RawConnection implements AutoCloseable {
    private static final String SIGNED =
            "AWS4-HMAC-SHA256 Credential=AKIDALPHA/20260101/eu-west-1/lightsail/aws4_request, SignedHeaders=host, Signature=0";

    private final Socket socket;

    RawConnection(Sandbox sandbox) throws IOException {
        socket = new Socket(NetUtil.LOCALHOST4, sandbox.url().getPort());
        socket.setSoTimeout(20_000);
    }

    RawConnection importKeyPair(String name) throws IOException {
        return call(
                "ImportKeyPair",
                "{\"keyPairName\":\"" + name + "\",\"publicKeyBase64\":\"" + ExampleKeys.ED25519 + "\"}");
    }

    RawConnection call(String operation, String body) throws IOException {
        socket.getOutputStream()
                .write(("POST / HTTP/1.1\r\nHost: x\r\nX-Amz-Date: 20260101T000000Z\r\nAuthorization: " + SIGNED
                                + "\r\nX-Amz-Target: Lightsail_20161128." + operation + "\r\nContent-Length: "
                                + body.length() + "\r\n\r\n" + body)
                        .getBytes(UTF_8));
        return this;
    }

    /** Everything until the sandbox closes the connection in good order. */
    String everything() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }

    /** One answer on a connection that goes on. */
    String answer() throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) socket.getInputStream().read());
        }
        var length = Integer.parseInt(head.toString().replaceAll("(?is).*content-length: (\\d+).*", "$1"));
        return head + new String(socket.getInputStream().readNBytes(length), UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
