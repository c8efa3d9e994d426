package dev.keyflux.sandbox;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.TooLongHttpContentException;

/**
 * Puts requests together. One that is too large goes on without its body, marked as failed with {@link
 * TooLongHttpContentException}, so that it is answered in its turn. Netty's own way is to answer at once and to close,
 * before answers that are still due, and with a reset that can take the answer from a client that is still sending.
 */
final class RequestAggregator extends HttpObjectAggregator {

    RequestAggregator(int maxBodyBytes) {
        super(maxBodyBytes);
    }

    @Override
    protected void handleOversizedMessage(ChannelHandlerContext context, HttpMessage oversized) {
        var head = (HttpRequest) oversized;
        var request = new DefaultFullHttpRequest(head.protocolVersion(), head.method(), head.uri());
        request.headers().set(head.headers());
        request.setDecoderResult(DecoderResult.failure(
                new TooLongHttpContentException("a body of more than " + maxContentLength() + " bytes")));
        context.fireChannelRead(request);
    }
}
