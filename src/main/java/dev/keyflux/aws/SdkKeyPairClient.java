package dev.keyflux.aws;

import dev.keyflux.target.Account;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.lightsail.LightsailAsyncClient;
import software.amazon.awssdk.services.lightsail.model.GetActiveNamesRequest;
import software.amazon.awssdk.services.lightsail.model.GetKeyPairRequest;
import software.amazon.awssdk.services.lightsail.model.GetKeyPairsRequest;
import software.amazon.awssdk.services.lightsail.model.GetOperationRequest;
import software.amazon.awssdk.services.lightsail.model.ImportKeyPairRequest;

/**
 * The calls of one account in one region through the region's SDK client. Cancelling never aborts a request: what was
 * sent is better answered than lost.
 */
final class SdkKeyPairClient implements KeyPairClient {

    private final Lazy<LightsailAsyncClient> sdk;
    private final Account account;
    private final Sessions sessions;

    SdkKeyPairClient(Lazy<LightsailAsyncClient> sdk, Account account, Sessions sessions) {
        this.sdk = sdk;
        this.account = account;
        this.sessions = sessions;
    }

    @Override
    public Mono<Operation> importKeyPair(String name, String line) {
        return call(
                (client, session) -> client.importKeyPair(ImportKeyPairRequest.builder()
                        .overrideConfiguration(session)
                        .keyPairName(name)
                        // Despite its name it takes the key line itself (aws-cli#6020).
                        .publicKeyBase64(line)
                        .build()),
                Answers::operation);
    }

    @Override
    public Mono<Page<KeyPair>> keyPairs(@Nullable String pageToken) {
        return look(
                (client, session) -> client.getKeyPairs(GetKeyPairsRequest.builder()
                        .overrideConfiguration(session)
                        .pageToken(pageToken)
                        .build()),
                Answers::keyPairs);
    }

    @Override
    public Mono<KeyPair> keyPair(String name) {
        return look(
                (client, session) -> client.getKeyPair(GetKeyPairRequest.builder()
                        .overrideConfiguration(session)
                        .keyPairName(name)
                        .build()),
                answer -> Answers.keyPair(name, answer));
    }

    @Override
    public Mono<Page<String>> activeNames(@Nullable String pageToken) {
        return look(
                (client, session) -> client.getActiveNames(GetActiveNamesRequest.builder()
                        .overrideConfiguration(session)
                        .pageToken(pageToken)
                        .build()),
                Answers::activeNames);
    }

    @Override
    public Mono<Operation> operation(String id) {
        return look(
                (client, session) -> client.getOperation(GetOperationRequest.builder()
                        .overrideConfiguration(session)
                        .operationId(id)
                        .build()),
                answer -> Answers.operation(id, answer));
    }

    /** A call that changes nothing, so that it can be made again if it was turned away as one too many, by whomever. */
    private <A, T> Mono<T> look(
            BiFunction<LightsailAsyncClient, @Nullable AwsRequestOverrideConfiguration, CompletableFuture<A>> request,
            Function<A, T> read) {
        return call(request, read).onErrorMap(CallFailedException.class, FailureClassifier::ofLook);
    }

    private <A, T> Mono<T> call(
            BiFunction<LightsailAsyncClient, @Nullable AwsRequestOverrideConfiguration, CompletableFuture<A>> request,
            Function<A, T> read) {
        return sdk.value()
                .flatMap(client -> sessions.of(account)
                        .flatMap(session -> Mono.fromFuture(() -> request.apply(client, session.override()), true)
                                .map(read)
                                .onErrorMap(error -> failed(error, session))));
    }

    private CallFailedException failed(Throwable error, Session session) {
        if (FailureClassifier.isOfCredentials(error)) {
            session.refuse();
        }
        return new CallFailedException(sessions.failure(error), error);
    }
}
