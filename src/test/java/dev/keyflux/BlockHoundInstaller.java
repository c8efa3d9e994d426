package dev.keyflux;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import reactor.blockhound.BlockHound;

/**
 * Makes every test fail in which one of Keyflux's own threads blocks: those on which it talks to the network, and those on
 * which it takes up answers.
 */
public final class BlockHoundInstaller implements LauncherSessionListener {

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        BlockHound.builder()
                .loadIntegrations()
                .nonBlockingThreadPredicate(others -> others.or(BlockHoundInstaller::isKeyfluxThread))
                // The JDK's executors and queues park their idle threads, and hold their locks for moments only.
                .allowBlockingCallsInside("java.util.concurrent.ThreadPoolExecutor", "getTask")
                .allowBlockingCallsInside("java.util.concurrent.locks.ReentrantLock", "lock")
                // Two threads that sign for a new region at once meet at the SDK's cache of signing keys, for moments
                // too.
                .allowBlockingCallsInside("software.amazon.awssdk.utils.cache.FifoCache", "get")
                .allowBlockingCallsInside("software.amazon.awssdk.utils.cache.FifoCache", "add")
                // The JDK reads its XML configuration once, for the first answer of STS.
                .allowBlockingCallsInside("javax.xml.stream.XMLInputFactory", "newInstance")
                // Where the log goes in an application is the application's choice; in tests it is the build's console.
                .allowBlockingCallsInside("org.slf4j.simple.SimpleLogger", "write")
                // Netty waits out the quiet period of its shutdown.
                .allowBlockingCallsInside("io.netty.util.concurrent.SingleThreadEventExecutor", "confirmShutdown")
                // The SDK closes its pools on a thread of Netty's that serves nothing else.
                .allowBlockingCallsInside("io.netty.channel.pool.SimpleChannelPool", "close")
                // Loading a class or a resource reads files, once.
                .allowBlockingCallsInside("java.lang.ClassLoader", "loadClass")
                .blockingMethodCallback(BlockingCalls::record)
                .install();
    }

    private static boolean isKeyfluxThread(Thread thread) {
        return thread.getName().startsWith("keyflux-io") || thread.getName().startsWith("keyflux-answers");
    }
}
