package dev.keyflux.rollout;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Speaks TLS on loopback for a server that does not, with a certificate that it gave itself. */
final class TlsFront implements AutoCloseable {

    static final String PASSWORD = "changeit";

    private final URI server;
    private final ServerSocket listening;
    private final Relay relay = new Relay();

    /** Takes a key store that {@link #makeKeyStore} made. */
    TlsFront(URI server, Path keyStore) throws IOException, GeneralSecurityException {
        this.server = server;
        this.listening = tls(keyStore)
                .getServerSocketFactory()
                .createServerSocket(0, 256, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        Relay.start(this::accept);
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
        relay.join(client, new Socket(server.getHost(), server.getPort()));
    }

    @Override
    public void close() throws IOException {
        listening.close();
        relay.close();
    }
}
