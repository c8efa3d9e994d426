package dev.keyflux.sandbox;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Whose each access key is. A key that is not from {@code AssumeRole} is taken as a user's, in an account of its own unless
 * an account was named for it: there is nobody to ask whether it exists.
 */
final class Accounts {
    private static final BigInteger ACCOUNT_IDS = BigInteger.TEN.pow(12);

    /** So begin access keys that are of use with a session's token only. */
    private static final String OF_SESSION = "ASIA";

    private final ConcurrentMap<String, Session> sessions = new ConcurrentHashMap<>();
    private final Map<String, String> named;
    private final InstantSource clock;
    private final Identifiers ids;

    Accounts(Map<String, String> named, InstantSource clock, Identifiers ids) {
        this.named = Map.copyOf(named);
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Temporary credentials.
     *
     * @param caller who acts with them
     * @param accessKey their access key
     * @param secretKey their secret key
     * @param token the token that has to come with them
     * @param began when they were given out
     * @param expiration from when on they are refused
     */
    record Session(
            Caller caller, String accessKey, String secretKey, String token, Instant began, Instant expiration) {}

    String accountId(String accessKey) {
        var session = sessions.get(accessKey);
        return session != null ? session.caller().accountId() : ownAccountId(accessKey);
    }

    /** Who calls with this access key and, if there was one, this token. */
    Caller caller(String accessKey, @Nullable String token, AwsProtocol protocol) {
        var session = sessions.get(accessKey);
        if (session == null) {
            if (accessKey.startsWith(OF_SESSION) && token == null) {
                throw CredentialFailure.UNRECOGNIZED.toError(
                        protocol, "The security token included in the request is invalid.");
            }
            var accountId = ownAccountId(accessKey);
            return new Caller(
                    accountId,
                    "arn:aws:iam::" + accountId + ":user/sandbox",
                    Identifiers.principalId("AIDA", accessKey));
        }
        if (!session.token().equals(token)) {
            throw CredentialFailure.UNRECOGNIZED.toError(
                    protocol, "The security token included in the request is invalid.");
        }
        if (!clock.instant().isBefore(session.expiration())) {
            throw CredentialFailure.EXPIRED.toError(protocol, "The security token included in the request is expired");
        }
        return session.caller();
    }

    /** Credentials for a session of the role {@code roleName} in {@code accountId}. */
    Session assumeRole(String accountId, String roleName, String sessionName, Duration duration) {
        var roleId = Identifiers.principalId("AROA", accountId + "/" + roleName);
        var caller = new Caller(
                accountId,
                "arn:aws:sts::" + accountId + ":assumed-role/" + roleName + "/" + sessionName,
                roleId + ":" + sessionName);
        var now = clock.instant();
        var session = new Session(
                caller, ids.sessionAccessKey(), ids.secretKey(), ids.sessionToken(), now, now.plus(duration));
        sessions.put(session.accessKey(), session);
        return session;
    }

    /** When the session began that has this access key; null for a key that is not a session's. */
    @Nullable
    Instant sessionBegan(String accessKey) {
        var session = sessions.get(accessKey);
        return session == null ? null : session.began();
    }

    private String ownAccountId(String accessKey) {
        var given = named.get(accessKey);
        return given != null ? given : derivedAccountId(accessKey);
    }

    private static String derivedAccountId(String accessKey) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(accessKey.getBytes(StandardCharsets.UTF_8));
            return String.format(Locale.ROOT, "%012d", new BigInteger(1, digest).mod(ACCOUNT_IDS));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
