package dev.keyflux.bench.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The floor: one request made in advance, unsigned, and answers that nobody reads. What HTTP alone costs. */
final class NettyFloor implements LoadClient {

    private final NioEventLoopGroup threads = new NioEventLoopGroup(1);
    private final List<Asking> connections = new ArrayList<>();
    private final ByteBuf request;

    NettyFloor(URI endpoint, int inFlight) {
        var body = "{\"keyPairName\":\"key-1\",\"publicKeyBase64\":\"" + new Imports().line() + "\"}";
        var head = "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Amz-Target: Lightsail_20161128.ImportKeyPair\r\n"
                + "Content-Type: application/x-amz-json-1.1\r\nContent-Length: " + body.length() + "\r\n\r\n";
        this.request =
                Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer((head + body).getBytes(StandardCharsets.US_ASCII)));
        var address = new InetSocketAddress(endpoint.getHost(), endpoint.getPort());
        for (var i = 0; i < inFlight; i++) {
            connections.add(connected(address));
        }
    }

    private Asking connected(InetSocketAddress address) {
        var asking = new Asking();
        new Bootstrap()
                .group(threads)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline().addLast(new HttpResponseDecoder(), asking);
                    }
                })
                .connect(address)
                .syncUninterruptibly();
        return asking;
    }

    @Override
    public void run(int count) {
        var round = new Round(count);
        connections.forEach(connection -> connection.begin(round));
        round.end.join();
    }

    @Override
    public void close() {
        threads.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    /** So many requests, made by all connections together. */
    private static final class Round {

        private final AtomicInteger unasked;
        private final AtomicInteger unanswered;
        private final CompletableFuture<Void> end = new CompletableFuture<>();

        Round(int count) {
            unasked = new AtomicInteger(count);
            unanswered = new AtomicInteger(count);
        }
    }

    /** One connection: the next request when the one before is answered. */
    private final class Asking extends SimpleChannelInboundHandler<HttpObject> {

        private @Nullable ChannelHandlerContext context;
        private @Nullable Round round;

        @Override
        public void handlerAdded(ChannelHandlerContext context) {
            this.context = context;
        }

        void begin(Round round) {
            var context = Objects.requireNonNull(this.context);
            context.executor().execute(() -> {
                this.round = round;
                ask(context, round);
            });
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
            if (part instanceof LastHttpContent) {
                var round = Objects.requireNonNull(this.round);
                if (round.unanswered.decrementAndGet() == 0) {
                    round.end.complete(null);
                }
                ask(context, round);
            }
        }

        private void ask(ChannelHandlerContext context, Round round) {
            if (round.unasked.getAndDecrement() > 0) {
                var unused = context.writeAndFlush(request.duplicate(), context.voidPromise());
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            if (round != null) {
                round.end.completeExceptionally(new IOException("the server closed a connection"));
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            var unused = context.close();
        }
    }
}
