package dev.keyflux.sandbox;

import io.netty.handler.codec.http.FullHttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Finds out who asks for what, from where the protocols put it. */
final class RequestDecoder {
    private static final String TARGET_PREFIX = "Lightsail_20161128.";
    private static final DateTimeFormatter SIGNING_TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Accounts accounts;
    private final Identifiers ids;

    RequestDecoder(Accounts accounts, Identifiers ids) {
        this.accounts = accounts;
        this.ids = ids;
    }

    String nextRequestId() {
        return ids.uuid();
    }

    AwsRequest decode(FullHttpRequest http, AwsProtocol protocol, String requestId) {
        var scope = CredentialScope.of(http.headers(), protocol);
        var caller = accounts.caller(scope.accessKey(), http.headers().get("X-Amz-Security-Token"), protocol);
        var body = http.content().toString(StandardCharsets.UTF_8);
        var operation =
                protocol == AwsProtocol.QUERY ? FormParameters.parse(body).action() : target(http);
        if (protocol == AwsProtocol.JSON && !LightsailRegion.isKnown(scope.region())) {
            // Lightsail has a host in each of its regions and nowhere else, so no real request gets this far.
            // The answer is the one that a host gives to requests signed for another region.
            throw CredentialFailure.WRONG_SCOPE.toError(
                    protocol, "Credential should be scoped to a valid region, not '" + scope.region() + "'.");
        }
        return new AwsRequest(
                protocol,
                requestId,
                new SandboxCall(caller.accountId(), scope.region(), operation),
                caller,
                new RequestSignature(scope.accessKey(), accounts.sessionBegan(scope.accessKey()), signedAt(http)),
                body);
    }

    private static @Nullable Instant signedAt(FullHttpRequest http) {
        var date = http.headers().get("X-Amz-Date");
        try {
            return date == null ? null : SIGNING_TIME.parse(date, Instant::from);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static String target(FullHttpRequest http) {
        var target = http.headers().get("X-Amz-Target");
        if (target == null || !target.startsWith(TARGET_PREFIX)) {
            throw ServiceError.unknownOperation();
        }
        return target.substring(TARGET_PREFIX.length());
    }
}
