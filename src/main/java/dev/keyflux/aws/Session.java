package dev.keyflux.aws;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.CredentialUtils;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Credentials of one account while they last, in the form in which each request carries them. */
final class Session {

    /** Renewed this long before they expire, so that no request is under way with credentials that run out. */
    private static final Duration EARLY = Duration.ofMinutes(5);

    private final AwsRequestOverrideConfiguration override;
    private final @Nullable Instant expiresAt;
    private volatile boolean refused;

    Session(AwsCredentialsIdentity identity) {
        this.override = AwsRequestOverrideConfiguration.builder()
                .credentialsProvider(StaticCredentialsProvider.create(CredentialUtils.toCredentials(identity)))
                .build();
        this.expiresAt = identity.expirationTime().orElse(null);
    }

    /** What a request of this session carries. */
    AwsRequestOverrideConfiguration override() {
        return override;
    }

    /** The service said that these credentials have expired, whatever the clock says. */
    void refuse() {
        refused = true;
    }

    /** Whether new credentials are to be had before the next request. */
    boolean stale(InstantSource clock) {
        return refused || (expiresAt != null && clock.instant().isAfter(expiresAt.minus(EARLY)));
    }
}
