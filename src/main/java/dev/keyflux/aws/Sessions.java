package dev.keyflux.aws;

import dev.keyflux.target.Account;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import reactor.core.publisher.Mono;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.sts.StsAsyncClient;
import software.amazon.awssdk.services.sts.auth.scheme.StsAuthSchemeProvider;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;

/**
 * The credentials of every account: had once for all of its targets, shared while they last, renewed before they expire.
 */
final class Sessions implements AutoCloseable {

    /** Its regional endpoint hands out tokens that hold in opt-in regions too, and it stands for every account. */
    private static final String STS_REGION = "us-east-1";

    private static final Failure CLOSED =
            new Failure(FailureKind.DENIED, "ClientsClosed", "the clients were closed before this call", null);

    private final CallersOwn source;
    private final Transport transport;
    private final SharedSession callersOwn;
    private final ServerClock clock;
    private final ConcurrentMap<Account, SharedSession> assumed = new ConcurrentHashMap<>();
    private final Lazy<StsAsyncClient> sts;
    /** One for all accounts: STS counts the calls of who enters them. */
    private final CoolDown coolDown;

    Sessions(CallersOwn source, Transport transport, ServerClock clock) {
        this.source = source;
        this.transport = transport;
        this.clock = clock;
        this.coolDown = new CoolDown(clock);
        this.callersOwn = new SharedSession(source.resolve().map(Session::callersOwn), clock);
        this.sts = new Lazy<>(() -> Transport.made(() -> transport
                .prepare(StsAsyncClient.builder(), STS_REGION)
                .credentialsProvider(signer())
                .authSchemeProvider(call ->
                        clock.signing(StsAuthSchemeProvider.defaultProvider().resolveAuthScheme(call)))));
    }

    /** The account's session, opened if there is none that lasts. Fails with {@link CallFailedException}. */
    Mono<Session> of(Account account) {
        if (transport.isClosed()) {
            return Mono.error(new CallFailedException(CLOSED, null));
        }
        var shared = account.roleArn() == null
                ? callersOwn
                : assumed.computeIfAbsent(account, entered -> new SharedSession(assume(entered), clock));
        return shared.session();
    }

    /** What an SDK client signs with where a request carries no credentials, once {@link #of} has had the caller's own. */
    AwsCredentialsProvider signer() {
        return () -> callersOwn.latest().credentials();
    }

    @Override
    public void close() {
        sts.close(StsAsyncClient::close);
        source.close();
    }

    private Mono<Session> assume(Account account) {
        return Mono.defer(callersOwn::session)
                .flatMap(caller -> sts.value()
                        .flatMap(
                                client -> coolDown.shield(Mono.fromFuture(() -> assume(account, caller, client), true)))
                        .doOnError(FailureClassifier::isOfCredentials, error -> caller.refuse()))
                .map(Sessions::session)
                .onErrorMap(error -> notEntered(account, error));
    }

    private static CompletableFuture<AssumeRoleResponse> assume(
            Account account, Session caller, StsAsyncClient client) {
        return client.assumeRole(AssumeRoleRequest.builder()
                .overrideConfiguration(caller.override())
                .roleArn(account.roleArn())
                .externalId(account.externalId())
                .roleSessionName("keyflux")
                .build());
    }

    private static Session session(AssumeRoleResponse answer) {
        var credentials = answer.credentials();
        if (credentials == null) {
            throw Answers.unreadable("credentials");
        }
        return Session.entered(AwsSessionCredentials.builder()
                .accessKeyId(credentials.accessKeyId())
                .secretAccessKey(credentials.secretAccessKey())
                .sessionToken(credentials.sessionToken())
                .expirationTime(credentials.expiration())
                .build());
    }

    /** What a call failed of; one that was turned away for its time may be signed anew. */
    Failure failure(Throwable error) {
        var failure = FailureClassifier.classify(error);
        return clock.learn(error) ? failure.as(FailureKind.STALE_SIGNATURE) : failure;
    }

    /** Whatever became of the request to STS, nothing was sent to Lightsail. */
    private CallFailedException notEntered(Account account, Throwable error) {
        if (error instanceof CallFailedException noCaller && noCaller.failure().kind() == FailureKind.DENIED) {
            return noCaller;
        }
        var failure = failure(error);
        var kind = switch (failure.kind()) {
            case UNREACHABLE, STALE_SIGNATURE -> failure.kind();
            // It tells nothing of the pace that a region of Lightsail can have.
            case THROTTLED -> FailureKind.SESSION_THROTTLED;
            case AMBIGUOUS -> FailureKind.UNREACHABLE;
            default -> FailureKind.DENIED;
        };
        var message = "cannot assume " + account.roleArn() + ": " + failure.message();
        return new CallFailedException(new Failure(kind, failure.code(), message, failure.requestId()), error);
    }
}
