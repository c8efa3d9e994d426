package dev.keyflux.aws;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.channel.socket.nio.NioSocketChannel;

/**
 * A socket that sends a request in one write. The SDK flushes a request's head and, a few tasks of the event loop later,
 * its body, which would be two system calls and two packets.
 */
final class OneWriteSocket extends NioSocketChannel {

    /** Made by Netty's channel factory, one a connection. */
    OneWriteSocket() {
        pipeline().addFirst(new LateFlush());
    }

    /** Flushes once the event loop has done all that it has at hand. */
    private static final class LateFlush extends ChannelOutboundHandlerAdapter {

        private boolean due;

        @Override
        public void flush(ChannelHandlerContext context) {
            if (due) {
                return;
            }
            due = true;
            ((SingleThreadEventLoop) context.channel().eventLoop())
                    .executeAfterEventLoopIteration(() -> flushNow(context));
        }

        /** What was written before is sent before. */
        @Override
        public void close(ChannelHandlerContext context, ChannelPromise promise) {
            flushNow(context);
            var unused = context.close(promise);
        }

        private void flushNow(ChannelHandlerContext context) {
            if (due) {
                due = false;
                context.flush();
            }
        }
    }
}
