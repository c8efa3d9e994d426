package dev.keyflux.sandbox;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/** Does to one connection what a {@link Reply} says. On the connection's own thread only. */
final class ReplyWriter {
    private final ChannelHandlerContext context;
    private final InstantSource clock;

    ReplyWriter(ChannelHandlerContext context, InstantSource clock) {
        this.context = context;
        this.clock = clock;
    }

    /** The whole answer; what is done once it is written is up to the caller. */
    ChannelFuture whole(Answer answer, boolean keepAlive) {
        var body = body(answer);
        var response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(answer.status()), body);
        return context.writeAndFlush(headed(response, answer, body.readableBytes(), keepAlive));
    }

    /** The head and a part of the body that it announces, and the end of the connection. */
    void truncated(Answer answer, int percent, boolean keepAlive) {
        var body = body(answer);
        var part = body.readSlice(body.readableBytes() * percent / 100);
        var unused = context.write(head(answer, part.readableBytes() + body.readableBytes(), keepAlive));
        closeAfter(context.writeAndFlush(new DefaultHttpContent(part)));
    }

    /** The head at once, the body in pieces, each after a pause; {@code last} is run just before the last one. */
    void trickled(Reply.Trickled reply, boolean keepAlive, Runnable last, ChannelFutureListener written) {
        var body = body(reply.answer());
        var unused = context.writeAndFlush(head(reply.answer(), body.readableBytes(), keepAlive));
        trickle(body, reply, last, written);
    }

    private void trickle(ByteBuf rest, Reply.Trickled reply, Runnable last, ChannelFutureListener written) {
        later(reply.pause(), () -> {
            if (rest.readableBytes() > reply.bytes()) {
                var unused = context.writeAndFlush(new DefaultHttpContent(rest.readRetainedSlice(reply.bytes())));
                trickle(rest, reply, last, written);
            } else {
                last.run();
                var unused =
                        context.writeAndFlush(new DefaultLastHttpContent(rest)).addListener(written);
            }
        });
    }

    /** The connection's end after {@code time}, and just before it {@code last}, unless the client ends it first. */
    void silence(Duration time, Runnable last) {
        // Below the handler that withholds further requests: else nobody would notice that the client leaves.
        var unused = context.pipeline().firstContext().read();
        later(time, () -> {
            last.run();
            close();
        });
    }

    /** TCP RST: what is left of a connection that does not linger. */
    void reset() {
        context.channel().config().setOption(ChannelOption.SO_LINGER, 0);
        close();
    }

    void close() {
        var unused = context.close();
    }

    private static void closeAfter(ChannelFuture written) {
        var unused = written.addListener(ChannelFutureListener.CLOSE);
    }

    /** Does {@code task} after {@code time}, unless the connection has ended by then. */
    private void later(Duration time, Runnable task) {
        var unused = context.executor()
                .schedule(
                        () -> {
                            if (context.channel().isActive()) {
                                task.run();
                            }
                        },
                        time.toNanos(),
                        TimeUnit.NANOSECONDS);
    }

    private HttpResponse head(Answer answer, int length, boolean keepAlive) {
        var head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(answer.status()));
        return headed(head, answer, length, keepAlive);
    }

    private <R extends HttpResponse> R headed(R response, Answer answer, int length, boolean keepAlive) {
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, answer.contentType())
                .set(HttpHeaderNames.CONTENT_LENGTH, length)
                .set(HttpHeaderNames.DATE, Answer.date(clock.instant()));
        answer.headers().forEach(response.headers()::set);
        HttpUtil.setKeepAlive(response, keepAlive);
        return response;
    }

    private static ByteBuf body(Answer answer) {
        return Unpooled.copiedBuffer(answer.body(), StandardCharsets.UTF_8);
    }
}
