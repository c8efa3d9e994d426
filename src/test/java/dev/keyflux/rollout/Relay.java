package dev.keyflux.rollout;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Hands on whatever comes over two sockets that are joined, both ways. */
public final class Relay implements AutoCloseable {

    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /** Joins two until either ends, which ends the other. */
    public void join(Socket one, Socket other) {
        open.add(one);
        open.add(other);
        start(() -> forward(one, other));
        start(() -> forward(other, one));
    }

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

    /** On a thread that does not keep the process alive. */
    public static void start(Runnable work) {
        var thread = new Thread(work, "relay");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        for (var socket : open) {
            socket.close();
        }
    }
}
