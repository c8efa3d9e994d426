package dev.keyflux.sandbox;

import io.netty.handler.codec.http.FullHttpRequest;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Both services behind one address, and the life of a call from its request to its answer: decoded, counted as in flight,
 * given its course by the faults that it is to meet, put into effect, held back for its latency, answered.
 */
final class AwsEndpoint {
    private final RequestDecoder decoder;
    private final LightsailService lightsail;
    private final StsService sts;
    private final CallLog calls;
    private final FaultInjector faults;
    private final Function<SandboxCall, Duration> latency;

    AwsEndpoint(
            RequestDecoder decoder,
            LightsailService lightsail,
            StsService sts,
            CallLog calls,
            FaultInjector faults,
            Function<SandboxCall, Duration> latency) {
        this.decoder = decoder;
        this.lightsail = lightsail;
        this.sts = sts;
        this.calls = calls;
        this.faults = faults;
        this.latency = latency;
    }

    /**
     * Serves one request. Does not keep {@code http}. Tells {@code connection} exactly once what to do: at once, or later on
     * {@code loop}. It has to run what comes with the reply just before the last of that is sent, or when the client has left.
     */
    void serve(FullHttpRequest http, ScheduledExecutorService loop, BiConsumer<Reply, Runnable> connection) {
        var protocol = AwsProtocol.of(http);
        var requestId = decoder.nextRequestId();
        AwsRequest request;
        try {
            request = decoder.decode(http, protocol, requestId);
        } catch (ServiceError refused) {
            connection.accept(Reply.of(protocol.answer(refused, requestId)), () -> {});
            return;
        }
        var call = request.call();
        calls.counted(call);
        if (protocol == AwsProtocol.JSON) {
            calls.began(call);
        }
        var course = faults.courseOf(request);
        after(course.delayBefore(), loop, () -> {
            var reply = course.carryOut(twist -> effect(request, twist));
            after(
                    latency.apply(call).plus(course.delayAfter()),
                    loop,
                    () -> connection.accept(reply, () -> {
                        if (protocol == AwsProtocol.JSON) {
                            calls.ended(call);
                        }
                    }));
        });
    }

    private Answer effect(AwsRequest request, Twist twist) {
        try {
            return request.protocol() == AwsProtocol.QUERY ? sts.answer(request) : lightsail.answer(request, twist);
        } catch (ServiceError refused) {
            return request.protocol().answer(refused, request.id());
        }
    }

    private static void after(Duration delay, ScheduledExecutorService loop, Runnable task) {
        if (delay.isZero()) {
            task.run();
        } else {
            var unused = loop.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        }
    }
}
