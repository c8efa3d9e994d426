package dev.keyflux.sandbox;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.TooLongHttpContentException;
import java.io.IOException;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The exchanges of one connection, one after another: the next request is read only when the answer to the one before is
 * written. So answers to pipelined requests come in their order, whatever their latencies, and a client that sends and
 * never reads is no burden.
 */
final class ExchangeHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(ExchangeHandler.class);

    private final AwsEndpoint endpoint;
    private final InstantSource clock;
    private boolean busy;
    private boolean stale;
    private @Nullable Runnable ended;

    ExchangeHandler(AwsEndpoint endpoint, InstantSource clock) {
        this.endpoint = endpoint;
        this.clock = clock;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        context.read();
    }

    /** A read can end without a request for us: half of one, or more of a body that is too large. Then read on. */
    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (!busy) {
            context.read();
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        busy = true;
        var keepAlive = HttpUtil.isKeepAlive(request);
        var unreadable = request.decoderResult().cause();
        if (stale) {
            new ReplyWriter(context, clock).reset();
        } else if (unreadable instanceof TooLongHttpContentException) {
            answer(context, FrontPage.tooLarge(), keepAlive);
        } else if (unreadable != null) {
            answer(context, FrontPage.badRequest(), false);
        } else if (request.method().equals(HttpMethod.POST)) {
            endpoint.serve(request, context.executor(), (reply, end) -> send(context, reply, keepAlive, end));
        } else {
            answer(context, FrontPage.answer(request, context.channel().localAddress()), keepAlive);
        }
    }

    /** A client that left has ended its call, if that was still to be answered. */
    @Override
    public void channelInactive(ChannelHandlerContext context) {
        end();
    }

    private void answer(ChannelHandlerContext context, Answer answer, boolean keepAlive) {
        send(context, Reply.of(answer), keepAlive, () -> {});
    }

    private void send(ChannelHandlerContext context, Reply reply, boolean keepAlive, Runnable end) {
        ended = end;
        var writer = new ReplyWriter(context, clock);
        if (!context.channel().isActive()) {
            end();
        } else if (reply instanceof Reply.Whole whole) {
            end();
            stale = whole.then() == Reply.Then.RESET_NEXT;
            var unused = writer.whole(whole.answer(), keepAlive)
                    .addListener(next(context, keepAlive && whole.then() != Reply.Then.CLOSE));
        } else if (reply instanceof Reply.Trickled trickled) {
            writer.trickled(trickled, keepAlive, this::end, next(context, keepAlive));
        } else if (reply instanceof Reply.Silence silence) {
            writer.silence(silence.time(), this::end);
        } else {
            end();
            cut(writer, reply, keepAlive);
        }
    }

    private static void cut(ReplyWriter writer, Reply reply, boolean keepAlive) {
        if (reply instanceof Reply.Truncated truncated) {
            writer.truncated(truncated.answer(), truncated.percent(), keepAlive);
        } else if (reply instanceof Reply.Reset) {
            writer.reset();
        } else {
            writer.close();
        }
    }

    /** Takes the next request once the answer is written, or closes. */
    private ChannelFutureListener next(ChannelHandlerContext context, boolean keep) {
        return written -> {
            if (keep && written.isSuccess()) {
                busy = false;
                context.read();
            } else {
                close(context);
            }
        };
    }

    private void end() {
        var task = ended;
        ended = null;
        if (task != null) {
            task.run();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof IOException) {
            LOG.debug("connection lost", cause);
        } else {
            LOG.error("the sandbox failed to answer a request", cause);
        }
        close(context);
    }

    private static void close(ChannelHandlerContext context) {
        var unused = context.close();
    }
}
