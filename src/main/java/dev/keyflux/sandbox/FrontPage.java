package dev.keyflux.sandbox;

import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Map;

/** What people see who open the sandbox's address: AWS clients only ever POST. */
final class FrontPage {
    private static final String PLAIN = "text/plain; charset=utf-8";

    private FrontPage() {}

    static Answer answer(HttpRequest request, SocketAddress address) {
        if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
            return new Answer(405, PLAIN, Map.of("Allow", "GET, HEAD, POST"), "GET, HEAD and POST only\n");
        }
        if (!request.uri().equals("/")) {
            return new Answer(404, PLAIN, Map.of(), "there is nothing here but /\n");
        }
        return new Answer(200, PLAIN, Map.of(), page(((InetSocketAddress) address).getPort()));
    }

    static Answer badRequest() {
        return new Answer(400, PLAIN, Map.of(), "this is not HTTP/1.1\n");
    }

    static Answer tooLarge() {
        return new Answer(413, PLAIN, Map.of(), "no request here is that large\n");
    }

    private static String page(int port) {
        return """
                Keyflux sandbox: a local Amazon Lightsail and AWS STS, for trying things out. Nothing here is real.

                Point any AWS client at this address; any access key will do, and each is an account of its own:

                  export AWS_ACCESS_KEY_ID=AKIDSANDBOX AWS_SECRET_ACCESS_KEY=any
                  export AWS_ENDPOINT_URL=http://127.0.0.1:%s
                  aws lightsail import-key-pair --region eu-west-1 --key-pair-name bob --public-key-base64 "$(cat bob.pub)"
                  aws lightsail get-key-pairs --region eu-west-1
                """.formatted(Integer.toString(port));
    }
}
