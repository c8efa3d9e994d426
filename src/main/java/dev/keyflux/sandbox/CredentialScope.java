package dev.keyflux.sandbox;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who signed a request for which region: the {@code Credential} of a Signature Version 4 {@code Authorization} header,
 * {@code AKID/20260101/eu-north-1/lightsail/aws4_request}. The signature must be there; it is not verified.
 *
 * @param accessKey the signer's access key
 * @param region the region that the request is meant for
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-signing-elements.html">Elements of a
 *     Signature Version 4 request</a>
 */
record CredentialScope(String accessKey, String region) {
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final String TERMINATOR = "aws4_request";

    /** Reads it, or says in a service's words what is wrong with it. */
    static CredentialScope of(HttpHeaders headers, AwsProtocol protocol) {
        var authorization = headers.get(HttpHeaderNames.AUTHORIZATION);
        if (authorization == null || authorization.isBlank()) {
            throw CredentialFailure.MISSING.toError(protocol, "Missing Authentication Token");
        }
        var parameters = parameters(authorization, protocol);
        requireAll(parameters, headers, authorization, protocol);
        return credential(parameters.getOrDefault("Credential", ""), protocol);
    }

    private static Map<String, String> parameters(String authorization, AwsProtocol protocol) {
        var parameters = new LinkedHashMap<String, String>();
        if (!authorization.startsWith(ALGORITHM + " ")) {
            return parameters;
        }
        for (var parameter : authorization.substring(ALGORITHM.length()).split(",", -1)) {
            var equals = parameter.indexOf('=');
            if (equals < 0) {
                throw CredentialFailure.INCOMPLETE.toError(
                        protocol,
                        "'" + parameter.strip()
                                + "' not a valid key=value pair (missing equal-sign) in Authorization header: '"
                                + authorization + "'.");
            }
            parameters.put(
                    parameter.substring(0, equals).strip(),
                    parameter.substring(equals + 1).strip());
        }
        return parameters;
    }

    private static void requireAll(
            Map<String, String> parameters, HttpHeaders headers, String authorization, AwsProtocol protocol) {
        var complaints = new ArrayList<String>();
        for (var name : new String[] {"Credential", "Signature", "SignedHeaders"}) {
            if (isEmpty(parameters.get(name))) {
                complaints.add("Authorization header requires '" + name + "' parameter.");
            }
        }
        if (!headers.contains("X-Amz-Date") && !headers.contains(HttpHeaderNames.DATE)) {
            complaints.add("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
        }
        if (!complaints.isEmpty()) {
            complaints.add("Authorization=" + authorization);
            throw CredentialFailure.INCOMPLETE.toError(protocol, String.join(" ", complaints));
        }
    }

    private static CredentialScope credential(String credential, AwsProtocol protocol) {
        var elements = credential.split("/", -1);
        if (elements.length != 5) {
            throw CredentialFailure.INCOMPLETE.toError(
                    protocol,
                    "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '"
                            + credential + "'");
        }
        if (elements[0].isEmpty() || elements[2].isEmpty()) {
            throw CredentialFailure.INCOMPLETE.toError(
                    protocol, "Credential names no key or no region: '" + credential + "'");
        }
        if (!elements[3].equals(protocol.signingName())) {
            throw CredentialFailure.WRONG_SCOPE.toError(
                    protocol, "Credential should be scoped to correct service: '" + protocol.signingName() + "'.");
        }
        if (!elements[4].equals(TERMINATOR)) {
            throw CredentialFailure.WRONG_SCOPE.toError(
                    protocol,
                    "Credential should be scoped with a valid terminator: '" + TERMINATOR + "', not '" + elements[4]
                            + "'.");
        }
        return new CredentialScope(elements[0], elements[2]);
    }

    private static boolean isEmpty(@Nullable String value) {
        return value == null || value.isEmpty();
    }
}
