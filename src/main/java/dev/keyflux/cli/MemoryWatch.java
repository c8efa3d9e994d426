package dev.keyflux.cli;

import dev.keyflux.report.ExitCode;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.SoftReference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import reactor.core.scheduler.Schedulers;

/**
 * Ends the process once its memory is used up, and says so. An {@link OutOfMemoryError} ends the task of whatever thread met
 * it, mostly in silence, and what waits for that task would wait for ever.
 *
 * <p>Of Reactor's tasks any such error is heard, one for want of a thread too. For all others the heap is watched: before
 * it throws one, the JVM clears all soft references, and those that are in use not until there is next to no room left
 * (see {@link SoftReference}). So one that is kept in use here tells.
 */
final class MemoryWatch {

    static final String NAME = "keyflux-memory";

    private static final long LOOK_EVERY_MS = 500;

    /** For a thread that met the error and can tell it, or end in order. */
    private static final long GRACE_MS = 1_000;

    /** With less than this share of the heap free it is used up: some collectors clear soft references before that. */
    private static final long SCARCE_SHARE = 16;

    /** Room to end in: even that loads classes. */
    private static final int RESERVE_BYTES = 1 << 18;

    // All made while there is room.
    private final OutputStream err = new FileOutputStream(FileDescriptor.err);
    private final byte[] lastWords = ("keyflux: " + Failures.OUT_OF_MEMORY + "\n").getBytes(StandardCharsets.UTF_8);
    private final List<byte[]> reserve = new ArrayList<>(List.of(new byte[RESERVE_BYTES]));

    private MemoryWatch() {
        // No such hook: what halt needs is loaded with this, when there is room.
        Runtime.getRuntime().removeShutdownHook(new Thread());
    }

    /** Watches until the process ends. */
    static void start() {
        var watch = new MemoryWatch();
        Schedulers.onScheduleHook(NAME, watch::watched);
        var thread = new Thread(watch::watchHeap, NAME);
        thread.setDaemon(true);
        thread.start();
    }

    private Runnable watched(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (OutOfMemoryError e) {
                end();
            }
        };
    }

    private void watchHeap() {
        try {
            awaitTheEnd();
            Thread.sleep(GRACE_MS);
        } catch (OutOfMemoryError | InterruptedException e) {
            // As good a sign; and nobody interrupts.
        }
        end();
    }

    private void end() {
        reserve.clear();
        try {
            err.write(lastWords);
        } catch (OutOfMemoryError | IOException e) {
            // Nobody reads it, or there is no room even for that.
        }
        while (true) {
            try {
                Runtime.getRuntime().halt(ExitCode.SOMETHING_BAD);
            } catch (OutOfMemoryError e) {
                // Other threads took the room; they come to their own end.
            }
        }
    }

    private static void awaitTheEnd() throws InterruptedException {
        var cleared = new ReferenceQueue<Object>();
        var sign = new SoftReference<>(new Object(), cleared);
        while (true) {
            if (cleared.remove(LOOK_EVERY_MS) != null) {
                if (isScarce()) {
                    return;
                }
                sign = new SoftReference<>(new Object(), cleared);
            }
            // To ask for it is to use it.
            var unused = sign.get();
        }
    }

    private static boolean isScarce() {
        var heap = Runtime.getRuntime();
        var free = heap.maxMemory() - heap.totalMemory() + heap.freeMemory();
        return free < heap.maxMemory() / SCARCE_SHARE;
    }
}
