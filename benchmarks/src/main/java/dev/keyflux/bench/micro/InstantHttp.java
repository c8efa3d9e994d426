package dev.keyflux.bench.micro;

import dev.keyflux.bench.CannedAnswers;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import reactor.core.publisher.Mono;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.async.AsyncExecuteRequest;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;

/** An HTTP client without a network, which answers on the caller's thread before {@code execute} returns. */
final class InstantHttp implements SdkAsyncHttpClient {

    @Override
    public CompletableFuture<Void> execute(AsyncExecuteRequest request) {
        var target = request.request().firstMatchingHeader("X-Amz-Target").orElse("");
        var body = CannedAnswers.to(target);
        var handler = request.responseHandler();
        handler.onHeaders(SdkHttpFullResponse.builder()
                .statusCode(200)
                .putHeader("Content-Type", "application/x-amz-json-1.1")
                .putHeader("Content-Length", Integer.toString(body.length))
                .putHeader("x-amzn-RequestId", "00000000-0000-4000-8000-000000000000")
                .build());
        handler.onStream(Mono.fromSupplier(() -> ByteBuffer.wrap(body)));
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public String clientName() {
        return "Instant";
    }

    @Override
    public void close() {}
}
