package dev.keyflux;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class BlockingCallsTest {

    @Test
    void blockingCall_onEventLoop_recorded() throws InterruptedException {
        run("keyflux-io-test");

        assertThat(BlockingCalls.take()).singleElement().asString().contains("park");
    }

    @Test
    void blockingCall_onCallersThread_itsOwnAffair() throws InterruptedException {
        run("callers-own");

        assertThat(BlockingCalls.take()).isEmpty();
    }

    private static void run(String name) throws InterruptedException {
        var thread = new Thread(() -> LockSupport.parkNanos(1), name);
        thread.start();
        thread.join();
    }
}
