package dev.keyflux.sandbox;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsAsyncClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.lightsail.LightsailAsyncClient;
import software.amazon.awssdk.services.sts.StsAsyncClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** The real SDK's clients for a sandbox: no retries, so that every call is one request. */
final class SandboxClients implements AutoCloseable {
    static final String ALPHA = "AKIDALPHA";
    static final String BRAVO = "AKIDBRAVO";
    static final Region IRELAND = Region.EU_WEST_1;

    /** Shared by all tests, with daemon threads: the SDK takes two seconds to end an event loop of its own. */
    private static final SdkEventLoopGroup LOOP =
            SdkEventLoopGroup.builder().numberOfThreads(2).build();

    private final SdkAsyncHttpClient http = NettyNioAsyncHttpClient.builder()
            .eventLoopGroup(LOOP)
            .maxConcurrency(256)
            .build();
    private final List<SdkAutoCloseable> opened = new ArrayList<>();
    private final Sandbox sandbox;

    SandboxClients(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    LightsailAsyncClient lightsail() {
        return lightsail(ALPHA, IRELAND);
    }

    LightsailAsyncClient lightsail(String accessKey, Region region) {
        return lightsail(AwsBasicCredentials.create(accessKey, "any"), region);
    }

    LightsailAsyncClient lightsail(AwsCredentials credentials, Region region) {
        return opened(
                common(LightsailAsyncClient.builder(), credentials, region).build());
    }

    StsAsyncClient sts(AwsCredentials credentials) {
        return opened(common(StsAsyncClient.builder(), credentials, IRELAND).build());
    }

    private <B extends AwsAsyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> B common(
            B builder, AwsCredentials credentials, Region region) {
        return builder.httpClient(http)
                .endpointOverride(sandbox.url())
                .region(region)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .overrideConfiguration(config -> config.retryStrategy(DefaultRetryStrategy.doNotRetry()));
    }

    private <C extends SdkAutoCloseable> C opened(C client) {
        opened.add(client);
        return client;
    }

    /** What a call answers. */
    static <T> T answer(CompletableFuture<T> call) {
        return call.orTimeout(20, TimeUnit.SECONDS).join();
    }

    /** What a call fails with, as the SDK would throw it from a synchronous client. */
    static Throwable failure(CompletableFuture<?> call) {
        try {
            throw new AssertionError("expected a failure, not " + answer(call));
        } catch (CompletionException e) {
            return requireNonNull(e.getCause());
        }
    }

    @Override
    public void close() {
        opened.forEach(SdkAutoCloseable::close);
        http.close();
    }
}
