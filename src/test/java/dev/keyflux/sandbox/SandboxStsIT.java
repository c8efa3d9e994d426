package dev.keyflux.sandbox;

import static dev.keyflux.sandbox.SandboxClients.ALPHA;
import static dev.keyflux.sandbox.SandboxClients.IRELAND;
import static dev.keyflux.sandbox.SandboxClients.answer;
import static dev.keyflux.sandbox.SandboxClients.failure;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sts.StsAsyncClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.StsException;

final class SandboxStsIT {
    private static final String ROLE = "arn:aws:iam::444455556666:role/rollout/keys";

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-02T03:04:05.678Z"));
    private final Sandbox sandbox = Sandbox.builder().clock(now::get).start();
    private final SandboxClients clients = new SandboxClients(sandbox);
    private final StsAsyncClient sts = clients.sts(AwsBasicCredentials.create(ALPHA, "any"));

    @AfterEach
    void close() {
        clients.close();
        sandbox.close();
    }

    @Test
    void callerIdentity_ofAnyKey_isAUserOfItsOwnAccount() {
        var identity = answer(sts.getCallerIdentity());

        assertThat(identity.account()).isEqualTo(sandbox.accountId(ALPHA)).matches("\\d{12}");
        assertThat(identity.arn()).isEqualTo("arn:aws:iam::%s:user/sandbox", identity.account());
        assertThat(identity.userId()).matches("AIDA[A-Z2-7]{17}");
        assertThat(identity.responseMetadata().requestId()).isNotBlank();
    }

    @Test
    void assumeRole_anyRole_answersCredentials() {
        var answer = assumeRole();

        assertThat(answer.credentials().accessKeyId()).matches("ASIA[A-Z2-7]{16}");
        assertThat(answer.credentials().secretAccessKey()).hasSize(40);
        assertThat(answer.credentials().expiration()).isEqualTo(Instant.parse("2026-01-02T03:19:05Z"));
        assertThat(answer.assumedRoleUser().arn()).isEqualTo("arn:aws:sts::444455556666:assumed-role/keys/nightly");
        assertThat(answer.assumedRoleUser().assumedRoleId()).matches("AROA[A-Z2-7]{17}:nightly");
    }

    @Test
    void sessionCredentials_used_actInTheRolesAccount() {
        var session = credentials(assumeRole().credentials());

        var lightsail = clients.lightsail(session, IRELAND);
        answer(lightsail.importKeyPair(r -> r.keyPairName("bob").publicKeyBase64(ExampleKeys.RSA)));

        assertThat(sandbox.region("444455556666", "eu-west-1").activeNames()).containsExactly("bob");
        assertThat(sandbox.accountId(session.accessKeyId())).isEqualTo("444455556666");
        assertThat(answer(clients.sts(session).getCallerIdentity()).arn())
                .isEqualTo("arn:aws:sts::444455556666:assumed-role/keys/nightly");
    }

    @Test
    void sessionCredentials_withoutTheirToken_areRefused() {
        var session = assumeRole().credentials();
        var bare = AwsBasicCredentials.create(session.accessKeyId(), session.secretAccessKey());

        assertThat(code(failure(clients.lightsail(bare, IRELAND).getKeyPairs())))
                .isEqualTo("UnrecognizedClientException");
        assertThat(code(failure(clients.sts(bare).getCallerIdentity()))).isEqualTo("InvalidClientTokenId");
    }

    @Test
    void sessionCredentials_expired_areRefused() {
        var session = credentials(assumeRole().credentials());
        now.updateAndGet(time -> time.plus(Duration.ofMinutes(15)));

        assertThat(code(failure(clients.lightsail(session, IRELAND).getKeyPairs())))
                .isEqualTo("ExpiredTokenException");
        assertThat(code(failure(clients.sts(session).getCallerIdentity()))).isEqualTo("ExpiredToken");
    }

    @Test
    void assumeRole_malformedArn_isRefused() {
        assertThat(failure(sts.assumeRole(
                        r -> r.roleArn("arn:aws:iam::12:role/keys<&>").roleSessionName("nightly"))))
                .isInstanceOfSatisfying(StsException.class, e -> {
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationError");
                    assertThat(e.awsErrorDetails().errorMessage()).isEqualTo("arn:aws:iam::12:role/keys<&> is invalid");
                    assertThat(e.statusCode()).isEqualTo(400);
                    assertThat(e.requestId()).isNotBlank();
                });
    }

    @Test
    void assumeRole_malformedExternalId_isRefused() {
        assertThat(code(failure(sts.assumeRole(
                        r -> r.roleArn(ROLE).roleSessionName("nightly").externalId("team 7")))))
                .isEqualTo("ValidationError");
    }

    @Test
    void temporaryCredentials_withoutAToken_areRefused() {
        var bare = AwsBasicCredentials.create("ASIASOMEBODY", "any");

        assertThat(code(failure(clients.lightsail(bare, IRELAND).getKeyPairs())))
                .isEqualTo("UnrecognizedClientException");
    }

    @Test
    void assumeRole_durationOutOfBounds_isRefused() {
        assertThat(code(failure(sts.assumeRole(
                        r -> r.roleArn(ROLE).roleSessionName("nightly").durationSeconds(60)))))
                .isEqualTo("ValidationError");
    }

    @Test
    void assumeRole_noSessionName_isRefused() {
        assertThat(failure(sts.assumeRole(r -> r.roleArn(ROLE)))).hasMessageContaining("'roleSessionName'");
    }

    @Test
    void otherAction_isInvalid() {
        assertThat(code(failure(sts.getSessionToken()))).isEqualTo("InvalidAction");
    }

    @Test
    void calls_ofSts_areCountedButNotInFlight() {
        answer(sts.getCallerIdentity());

        assertThat(sandbox.calls().count(sandbox.accountId(ALPHA), "eu-west-1", "GetCallerIdentity"))
                .isOne();
        assertThat(sandbox.calls().maxInFlight()).isZero();
    }

    private AssumeRoleResponse assumeRole() {
        return answer(
                sts.assumeRole(r -> r.roleArn(ROLE).roleSessionName("nightly").durationSeconds(900)));
    }

    private static AwsSessionCredentials credentials(Credentials credentials) {
        return AwsSessionCredentials.create(
                credentials.accessKeyId(), credentials.secretAccessKey(), credentials.sessionToken());
    }

    private static String code(Throwable thrown) {
        assertThat(thrown).isInstanceOf(AwsServiceException.class);
        return ((AwsServiceException) thrown).awsErrorDetails().errorCode();
    }
}
