package dev.keyflux.bench.load;

import dev.keyflux.bench.CannedAnswers;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.NetUtil;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A server that costs next to nothing: one thread, answers made in advance, nothing remembered. So that it is the client
 * whose limits are seen.
 */
final class Responder {

    private Responder() {}

    /**
     * Serves on a free port of 127.0.0.1, prints its URL, and ends with its input. Takes the milliseconds after which it
     * answers.
     */
    public static void main(String[] args) throws IOException {
        var latency = Integer.parseInt(args[0]);
        var threads = new NioEventLoopGroup(1);
        var bound = new ServerBootstrap()
                .group(threads)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 1024)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline().addLast(new HttpRequestDecoder(), new Answering(latency));
                    }
                })
                .bind(new InetSocketAddress(NetUtil.LOCALHOST4, 0))
                .syncUninterruptibly()
                .channel();
        System.out.println("http://127.0.0.1:" + ((InetSocketAddress) bound.localAddress()).getPort());
        System.in.transferTo(OutputStream.nullOutputStream());
        System.exit(0);
    }

    /** One connection. */
    private static final class Answering extends SimpleChannelInboundHandler<HttpObject> {

        private final int latency;
        private final Map<String, ByteBuf> answers = new HashMap<>();
        private String target = "";

        Answering(int latency) {
            this.latency = latency;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
            if (part instanceof HttpRequest request) {
                target = request.headers().get("X-Amz-Target", "");
                if ("100-continue".equals(request.headers().get("Expect"))) {
                    var unused = context.writeAndFlush(ascii("HTTP/1.1 100 Continue\r\n\r\n"));
                }
            }
            if (part instanceof LastHttpContent) {
                answer(context, answers.computeIfAbsent(target, Answering::answer));
            }
        }

        private void answer(ChannelHandlerContext context, ByteBuf answer) {
            if (latency == 0) {
                send(context, answer);
            } else {
                var unused = context.executor().schedule(() -> send(context, answer), latency, TimeUnit.MILLISECONDS);
            }
        }

        private static void send(ChannelHandlerContext context, ByteBuf answer) {
            var unused = context.writeAndFlush(answer.retainedDuplicate(), context.voidPromise());
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            var unused = context.close();
        }

        private static ByteBuf answer(String target) {
            var body = CannedAnswers.to(target);
            var head = ascii("HTTP/1.1 200 OK\r\n"
                    + "x-amzn-RequestId: 00000000-0000-4000-8000-000000000000\r\n"
                    + "Content-Type: application/x-amz-json-1.1\r\n"
                    + "Content-Length: " + body.length + "\r\n\r\n");
            return Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(head, Unpooled.wrappedBuffer(body)));
        }

        private static ByteBuf ascii(String text) {
            return Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.US_ASCII));
        }
    }
}
