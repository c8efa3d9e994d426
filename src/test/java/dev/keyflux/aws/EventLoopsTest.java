package dev.keyflux.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelFuture;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class EventLoopsTest {

    private final EventLoops loops = new EventLoops(2, Thread::new);

    @AfterEach
    void close() {
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(1, TimeUnit.SECONDS);
    }

    @Test
    void register_onALoop_happensThereAfterTheTaskAtHand() throws Exception {
        var loop = loops.next();

        var asked = loop.submit(() -> {
                    var registered = loops.register(new NioSocketChannel());
                    return new Asked(registered, registered.isDone());
                })
                .get(10, TimeUnit.SECONDS);

        assertThat(asked.doneAtOnce()).isFalse();
        assertThat(asked.registered().await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(asked.registered().channel().eventLoop()).isSameAs(loop);
    }

    @Test
    void register_onAnotherThread_happens() throws Exception {
        var registered = loops.register(new NioSocketChannel());

        assertThat(registered.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(registered.channel().isRegistered()).isTrue();
    }

    private record Asked(ChannelFuture registered, boolean doneAtOnce) {}
}
