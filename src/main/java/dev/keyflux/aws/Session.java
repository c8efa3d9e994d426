package dev.keyflux.aws;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.CredentialUtils;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Credentials of one account while they last. */
final class Session {

    /** Renewed from this long before they expire, so that there is time for it. */
    private static final Duration EARLY = Duration.ofMinutes(5);

    /** Used until this long before, so that no request is under way with credentials that run out. */
    private static final Duration LAST = Duration.ofSeconds(30);

    private final AwsCredentials credentials;
    private final @Nullable AwsRequestOverrideConfiguration override;
    private final @Nullable Instant expiresAt;
    private volatile boolean refused;

    private Session(AwsCredentialsIdentity identity, boolean carried) {
        this.credentials = CredentialUtils.toCredentials(identity);
        this.override = carried
                ? AwsRequestOverrideConfiguration.builder()
                        .credentialsProvider(StaticCredentialsProvider.create(credentials))
                        .build()
                : null;
        this.expiresAt = identity.expirationTime().orElse(null);
    }

    /** The caller's own, with which SDK clients sign whatever carries no others. */
    static Session callersOwn(AwsCredentialsIdentity identity) {
        return new Session(identity, false);
    }

    /** Those of an account that was entered, which each of its requests carries. */
    static Session entered(AwsCredentialsIdentity identity) {
        return new Session(identity, true);
    }

    AwsCredentials credentials() {
        return credentials;
    }

    /** What a request of this session carries; null for nothing. To carry any costs a call one or two percent. */
    @Nullable
    AwsRequestOverrideConfiguration override() {
        return override;
    }

    /** The service turned these credentials away, whatever the clock says. */
    void refuse() {
        refused = true;
    }

    /** Whether it is time to have new credentials. */
    boolean isDue(InstantSource clock) {
        return refused || expiresWithin(EARLY, clock);
    }

    /** Whether no request is to be made with these any more. */
    boolean isOver(InstantSource clock) {
        return refused || expiresWithin(LAST, clock);
    }

    private boolean expiresWithin(Duration time, InstantSource clock) {
        return expiresAt != null && clock.instant().isAfter(expiresAt.minus(time));
    }
}
