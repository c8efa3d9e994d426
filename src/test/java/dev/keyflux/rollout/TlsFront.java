package dev.keyflux.rollout;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Speaks TLS on loopback for a server that does not, with a certificate that it gave itself. */
final class TlsFront implements AutoCloseable {

    static final String PASSWORD = "changeit";

    private final URI server;
    private final ServerSocket listening;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /** Takes a key store that {@link #makeKeyStore} made. */
    TlsFront(URI server, Path keyStore) throws IOException, GeneralSecurityException {
        this.server = server;
        this.listening = tls(keyStore)
                .getServerSocketFactory()
                .createServerSocket(0, 256, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        start(this::accept);
    }

    /** A key and its certificate for 127.0.0.1. It serves as a trust store too. */
    static Path makeKeyStore(Path folder) throws IOException, InterruptedException {
        var store = folder.resolve("front.p12");
        var keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=front",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-alias",
                        "front",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .inheritIO()
                .start();
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool made no key store");
        }
        return store;
    }

    private static SSLContext tls(Path keyStore) throws IOException, GeneralSecurityException {
        var keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(keyStore)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    URI url() {
        return URI.create("https://127.0.0.1:" + listening.getLocalPort());
    }

    private void accept() {
        try {
            while (true) {
                connect(listening.accept());
            }
        } catch (IOException closed) {
            // The front is closed.
        }
    }

    private void connect(Socket client) throws IOException {
        var behind = new Socket(server.getHost(), server.getPort());
        open.add(client);
        open.add(behind);
        start(() -> forward(client, behind));
        start(() -> forward(behind, client));
    }

    /** Until either side ends, which ends the other. */
    private void forward(Socket from, Socket to) {
        try (from;
                to) {
            copy(from.getInputStream(), to.getOutputStream());
        } catch (IOException broken) {
            // However it ended, it has.
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private static void copy(InputStream in, OutputStream out) throws IOException {
        var buffer = new byte[16_384];
        for (var count = in.read(buffer); count > 0; count = in.read(buffer)) {
            out.write(buffer, 0, count);
            out.flush();
        }
    }

    private static void start(Runnable work) {
        var thread = new Thread(work, "tls-front");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (var socket : open) {
            socket.close();
        }
    }
}
