package dev.keyflux.aws;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.client.builder.AwsAsyncClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.client.config.SdkAdvancedAsyncClientOption;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.ProxyConfiguration;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/**
 * What all SDK clients share: connections, event loops, and the threads on which answers arrive. An SDK client that is
 * left to itself starts a completion pool of its own, so a thousand clients would be a thousand threads.
 */
final class Transport implements AutoCloseable {

    /** More event loops than cores would only take turns: on one core a second costs an eighth of a call. */
    private static final int EVENT_LOOPS = Runtime.getRuntime().availableProcessors();

    /** A subscriber that takes its time with one answer shall not hold up all others, on one core neither. */
    private static final int ANSWER_THREADS = Math.max(2, Runtime.getRuntime().availableProcessors());

    private static final Duration LONGEST_CONNECT_TIMEOUT = Duration.ofSeconds(5);
    /** Below the idle timeouts of AWS' front ends, so that a connection is rarely closed under a request. */
    private static final Duration MAX_IDLE = Duration.ofSeconds(5);

    /** The loop that read the answer, the one that holds the pool, and one to spare. */
    private static final int STEPS_OF_A_RETURN = 3;

    private final @Nullable URI endpoint;
    private final Duration attemptTimeout;
    private final SdkEventLoopGroup eventLoops;
    private final SdkAsyncHttpClient http;
    private final ThreadPoolExecutor completion;
    private final ScheduledExecutorService timeouts;
    private final AtomicBoolean closed = new AtomicBoolean();

    Transport(@Nullable URI endpoint, ProxyConfiguration proxy, Duration attemptTimeout, int maxConnections) {
        this.endpoint = endpoint;
        this.attemptTimeout = attemptTimeout;
        this.eventLoops =
                SdkEventLoopGroup.create(new EventLoops(EVENT_LOOPS, daemons("keyflux-io")), OneWriteSocket::new);
        this.http = http(eventLoops, proxy, attemptTimeout, maxConnections);
        // Bounded, and the caller's turn when full, or closed: Runnable::run can deadlock when calls are chained.
        this.completion = new ThreadPoolExecutor(
                ANSWER_THREADS,
                ANSWER_THREADS,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(10_000),
                daemons("keyflux-answers"),
                (task, pool) -> task.run());
        var scheduled = new ScheduledThreadPoolExecutor(1, daemons("keyflux-timeouts"));
        scheduled.setRemoveOnCancelPolicy(true);
        this.timeouts = scheduled;
    }

    /** The client for HTTP with all settings, over any event loops. */
    static SdkAsyncHttpClient http(
            SdkEventLoopGroup eventLoops, ProxyConfiguration proxy, Duration attemptTimeout, int maxConnections) {
        return NettyNioAsyncHttpClient.builder()
                .eventLoopGroup(eventLoops)
                .proxyConfiguration(proxy)
                .maxConcurrency(maxConnections)
                // Both before the attempt's own timeout, which leaves open whether anything was sent.
                .connectionTimeout(connectTimeout(attemptTimeout))
                .connectionAcquisitionTimeout(acquisitionTimeout(attemptTimeout))
                // The attempt's own timeout ends it; timers for each read and write would only cost.
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                .connectionMaxIdleTime(MAX_IDLE)
                .tcpKeepAlive(true)
                .build();
    }

    static Duration connectTimeout(Duration attemptTimeout) {
        var half = counted(attemptTimeout.dividedBy(2));
        return half.compareTo(LONGEST_CONNECT_TIMEOUT) < 0 ? half : LONGEST_CONNECT_TIMEOUT;
    }

    static Duration acquisitionTimeout(Duration attemptTimeout) {
        return counted(attemptTimeout.multipliedBy(3).dividedBy(4));
    }

    /** In milliseconds, of which none would be no timeout or a wrong one. */
    private static Duration counted(Duration timeout) {
        return Duration.ofMillis(Math.max(1, timeout.toMillis()));
    }

    /** Sets on a client's builder all that the clients share. */
    <B extends AwsClientBuilder<B, C> & AwsAsyncClientBuilder<B, C>, C> B prepare(B builder, String region) {
        builder.region(Region.of(region))
                .httpClient(http)
                .asyncConfiguration(async ->
                        async.advancedOption(SdkAdvancedAsyncClientOption.FUTURE_COMPLETION_EXECUTOR, completion))
                .overrideConfiguration(config -> config.scheduledExecutorService(timeouts)
                        // A retry after a lost answer needs a look first, which the SDK cannot know.
                        .retryStrategy(AwsRetryStrategy.doNotRetry())
                        .apiCallAttemptTimeout(attemptTimeout)
                        .putAdvancedOption(SdkAdvancedClientOption.USER_AGENT_PREFIX, "keyflux"));
        if (endpoint != null) {
            // Both are of AWS' own endpoints alone; the SDK refuses to call another if a variable asks for them.
            builder.endpointOverride(endpoint).fipsEnabled(false).dualstackEnabled(false);
        }
        return builder;
    }

    /**
     * Has a client made. The SDK adds settings that it finds in variables and config files, and fails if they are wrong.
     *
     * @throws CallFailedException as a call that was not let in and never will be
     */
    static <C extends SdkClient> C made(Supplier<? extends SdkBuilder<?, C>> builder) {
        try {
            var client = builder.get().build();
            client.serviceClientConfiguration().endpointOverride().ifPresent(Endpoints::check);
            return client;
        } catch (LinkageError e) {
            // Reactor lets these through to the thread, and whoever waits would hear of nothing.
            throw new IllegalStateException("the versions of the AWS SDK's modules do not fit together: " + e, e);
        } catch (RuntimeException e) {
            throw new CallFailedException(FailureClassifier.badSettings(e), e);
        }
    }

    /** Whether calls can no longer be made. */
    boolean isClosed() {
        return closed.get();
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        http.close();
        awaitReturns();
        // Netty looks for work that comes late in steps of 100 ms; whoever closes has no call left that could bring
        // any.
        eventLoops
                .eventLoopGroup()
                .shutdownGracefully(0, 1_000, TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(1, TimeUnit.SECONDS);
        completion.shutdown();
        // Not those that wait: a call whose event loop ended before it could be told is ended by its timeout.
        timeouts.shutdown();
    }

    /**
     * An answer is out before its connection is back in the pool, to which it goes by way of two event loops. One that finds
     * the other gone would log that as an error.
     */
    private void awaitReturns() {
        for (var step = 0; step < STEPS_OF_A_RETURN; step++) {
            for (var loop : eventLoops.eventLoopGroup()) {
                if (!loop.inEventLoop()) {
                    loop.submit(() -> {}).awaitUninterruptibly(1, TimeUnit.SECONDS);
                }
            }
        }
    }

    private static ThreadFactory daemons(String name) {
        var number = new AtomicInteger();
        return task -> {
            var thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
