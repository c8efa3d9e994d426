package dev.keyflux.aws;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.DefaultChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.channel.nio.NioEventLoopGroup;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * Event loops on which a connection is never begun within the task that asks for it.
 *
 * <p>The SDK's pool asks for its first connection, and then takes the promise to which it listens for the outcome. A failure
 * that comes in between replaces that promise (HttpOrHttp2ChannelPool, version 2.40), so nobody hears of it: the call ends by its
 * timeout, as one that may have arrived. On a machine of one core that would befall every call to a host that has no
 * address, on others now and then one that is refused at once.
 *
 * <p>A host's connections therefore share the loop of their pool; the hosts' pools take the loops in turn.
 */
final class EventLoops extends NioEventLoopGroup {

    EventLoops(int count, ThreadFactory threads) {
        super(count, threads);
    }

    /** On the loop that asks, once its task at hand has ended. */
    @Override
    public ChannelFuture register(Channel channel) {
        var asking = current();
        if (asking == null) {
            return super.register(channel);
        }
        var registered = new DefaultChannelPromise(channel, asking);
        asking.execute(() -> {
            var unused = asking.register(registered);
        });
        return registered;
    }

    private @Nullable EventLoop current() {
        for (var loop : this) {
            if (loop.inEventLoop()) {
                return (EventLoop) loop;
            }
        }
        return null;
    }
}
