package dev.keyflux.cli;

import dev.keyflux.rollout.Relay;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An HTTP proxy on loopback that opens every way it is asked for, always to the same server, or none at all. */
final class ConnectProxy implements AutoCloseable {

    private static final String END_OF_HEAD = "\r\n\r\n";

    private final ServerSocket listening = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
    private final Relay relay = new Relay();
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final URI server;
    private final String answer;

    private ConnectProxy(URI server, String answer) throws IOException {
        this.server = server;
        this.answer = answer;
        Relay.start(this::accept);
    }

    /** Leads to this server, whichever is asked for. */
    static ConnectProxy to(URI server) throws IOException {
        return new ConnectProxy(server, "200 Connection established");
    }

    /** Asks for a password that nobody has. */
    static ConnectProxy closed(URI server) throws IOException {
        return new ConnectProxy(server, "407 Proxy Authentication Required");
    }

    /** Its URL for whoever calls it as this user. */
    String url(String user) {
        return "http://" + user + "@127.0.0.1:" + listening.getLocalPort();
    }

    /** What it was asked, each with all its headers. */
    List<String> heads() {
        return heads;
    }

    private void accept() {
        try {
            while (true) {
                var client = listening.accept();
                Relay.start(() -> open(client));
            }
        } catch (IOException closed) {
            // The proxy is closed.
        }
    }

    private void open(Socket client) {
        try {
            heads.add(head(client.getInputStream()));
            client.getOutputStream().write(("HTTP/1.1 " + answer + END_OF_HEAD).getBytes(StandardCharsets.US_ASCII));
            if (answer.startsWith("200")) {
                relay.join(client, new Socket(server.getHost(), server.getPort()));
            } else {
                client.close();
            }
        } catch (IOException gone) {
            // The caller went away.
        }
    }

    private static String head(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf(END_OF_HEAD) < 0) {
            var next = in.read();
            if (next < 0) {
                throw new IOException("ended within " + head);
            }
            head.append((char) next);
        }
        return head.toString();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        relay.close();
    }
}
