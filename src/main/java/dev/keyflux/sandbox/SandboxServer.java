package dev.keyflux.sandbox;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/** The socket, the threads and every connection of a sandbox. */
final class SandboxServer {
    /** Far above any request that makes sense here; a larger one is answered 413. */
    private static final int MAX_BODY_BYTES = 1024 * 1024;

    private static final int THREADS = 2;
    private static final long CLOSE_MILLIS = 900;

    private final EventLoopGroup threads;
    private final ChannelGroup channels;
    private final URI url;

    private SandboxServer(EventLoopGroup threads, ChannelGroup channels, URI url) {
        this.threads = threads;
        this.channels = channels;
        this.url = url;
    }

    static SandboxServer start(int port, AwsEndpoint endpoint, InstantSource clock) {
        var threads = new NioEventLoopGroup(THREADS, new DefaultThreadFactory("keyflux-sandbox", true));
        // Once closed it closes those that are added later, so that no connection slips through a close.
        var channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
        var bound = new ServerBootstrap()
                .group(threads)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 1024)
                .childOption(ChannelOption.TCP_NODELAY, true)
                // Each connection reads its next request only when the one before is answered.
                .childOption(ChannelOption.AUTO_READ, false)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channels.add(channel);
                        channel.pipeline()
                                .addLast(new HttpServerCodec())
                                .addLast(new RequestAggregator(MAX_BODY_BYTES))
                                .addLast(new FlowControlHandler())
                                .addLast(new ExchangeHandler(endpoint, clock));
                    }
                })
                .bind(new InetSocketAddress(NetUtil.LOCALHOST4, port))
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            var unused = threads.shutdownGracefully(0, CLOSE_MILLIS, TimeUnit.MILLISECONDS);
            throw new UncheckedIOException(new IOException(
                    "cannot listen on 127.0.0.1:" + port + ": " + bound.cause().getMessage(), bound.cause()));
        }
        channels.add(bound.channel());
        return new SandboxServer(threads, channels, url(bound.channel()));
    }

    URI url() {
        return url;
    }

    void close() {
        channels.close().awaitUninterruptibly(CLOSE_MILLIS / 2, TimeUnit.MILLISECONDS);
        threads.shutdownGracefully(0, CLOSE_MILLIS / 2, TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(CLOSE_MILLIS / 2, TimeUnit.MILLISECONDS);
    }

    private static URI url(Channel listening) {
        return URI.create("http://127.0.0.1:" + ((InetSocketAddress) listening.localAddress()).getPort());
    }
}
