package dev.keyflux.aws;

import dev.keyflux.target.Account;
import java.util.concurrent.CompletableFuture;
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

    private final Lazy<LightsailAsyncClient> client;
    private final Account account;
    private final Sessions sessions;

    SdkKeyPairClient(Lazy<LightsailAsyncClient> client, Account account, Sessions sessions) {
        this.client = client;
        this.account = account;
        this.sessions = sessions;
    }

    @Override
    public Mono<Operation> importKeyPair(String name, String line) {
        return call(session -> client.value()
                        .importKeyPair(ImportKeyPairRequest.builder()
                                .overrideConfiguration(session)
                                .keyPairName(name)
                                // Despite its name it takes the key line itself (aws-cli#6020).
                                .publicKeyBase64(line)
                                .build()))
                .map(answer -> Answers.operation(answer.operation()));
    }

    @Override
    public Mono<Page<KeyPair>> keyPairs(@Nullable String pageToken) {
        return call(session -> client.value()
                        .getKeyPairs(GetKeyPairsRequest.builder()
                                .overrideConfiguration(session)
                                .pageToken(pageToken)
                                .build()))
                .map(Answers::keyPairs);
    }

    @Override
    public Mono<KeyPair> keyPair(String name) {
        return call(session -> client.value()
                        .getKeyPair(GetKeyPairRequest.builder()
                                .overrideConfiguration(session)
                                .keyPairName(name)
                                .build()))
                .map(Answers::keyPair);
    }

    @Override
    public Mono<Page<String>> activeNames(@Nullable String pageToken) {
        return call(session -> client.value()
                        .getActiveNames(GetActiveNamesRequest.builder()
                                .overrideConfiguration(session)
                                .pageToken(pageToken)
                                .build()))
                .map(Answers::activeNames);
    }

    @Override
    public Mono<Operation> operation(String id) {
        return call(session -> client.value()
                        .getOperation(GetOperationRequest.builder()
                                .overrideConfiguration(session)
                                .operationId(id)
                                .build()))
                .map(answer -> Answers.operation(answer.operation()));
    }

    private <T> Mono<T> call(Function<AwsRequestOverrideConfiguration, CompletableFuture<T>> request) {
        return sessions.of(account)
                .flatMap(session -> Mono.fromFuture(() -> request.apply(session.override()), true)
                        .onErrorMap(error -> failed(error, session)));
    }

    private CallFailedException failed(Throwable error, Session session) {
        if (FailureClassifier.isExpiredSession(error)) {
            session.refuse();
        }
        return new CallFailedException(sessions.failure(error), error);
    }
}
