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
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The floor: one request made in advance, unsigned, and answers that nobody reads. What HTTP alone costs. */
final class NettyFloor implements LoadClient {

    private final NioEventLoopGroup threads = new NioEventLoopGroup(1);
    private final InetSocketAddress address;
    private final int inFlight;
    private final ByteBuf request;

    NettyFloor(URI endpoint, int inFlight) {
        this.address = new InetSocketAddress(endpoint.getHost(), endpoint.getPort());
        this.inFlight = inFlight;
        var body = "{\"keyPairName\":\"key-1\",\"publicKeyBase64\":\"" + new Imports().line() + "\"}";
        var head = "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Amz-Target: Lightsail_20161128.ImportKeyPair\r\n"
                + "Content-Type: application/x-amz-json-1.1\r\nContent-Length: " + body.length() + "\r\n\r\n";
        this.request =
                Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer((head + body).getBytes(StandardCharsets.US_ASCII)));
    }

    @Override
    public void run(int count) throws InterruptedException {
        var left = new AtomicInteger(count);
        var answered = new CountDownLatch(count);
        for (var i = 0; i < inFlight; i++) {
            new Bootstrap()
                    .group(threads)
                    .channel(NioSocketChannel.class)
                    .option(ChannelOption.TCP_NODELAY, true)
                    .handler(new ChannelInitializer<SocketChannel>() {
                        @Override
                        protected void initChannel(SocketChannel channel) {
                            channel.pipeline().addLast(new HttpResponseDecoder(), new Asking(left, answered));
                        }
                    })
                    .connect(address)
                    .sync();
        }
        answered.await();
    }

    @Override
    public void close() {
        threads.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    /** One connection: the next request when the one before is answered. */
    private final class Asking extends SimpleChannelInboundHandler<HttpObject> {

        private final AtomicInteger left;
        private final CountDownLatch answered;

        Asking(AtomicInteger left, CountDownLatch answered) {
            this.left = left;
            this.answered = answered;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            ask(context);
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
            if (part instanceof LastHttpContent) {
                answered.countDown();
                ask(context);
            }
        }

        private void ask(ChannelHandlerContext context) {
            var unused = left.getAndDecrement() > 0
                    ? context.writeAndFlush(request.duplicate(), context.voidPromise())
                    : context.close();
        }
    }
}
