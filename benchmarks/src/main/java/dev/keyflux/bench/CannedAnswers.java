package dev.keyflux.bench;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What Lightsail answers to the calls that an untroubled run makes, always the same. */
public final class CannedAnswers {

    private static final String PREFIX = "Lightsail_20161128.";

    private static final Map<String, byte[]> BODIES =
            Map.of("ImportKeyPair", bytes("""
                    {"operation":{"id":"7e1b2c3d-0000-4000-8000-5f6a7b8c9d0e","resourceName":"key-1",\
                    "resourceType":"KeyPair","createdAt":1.7957376E9,\
                    "location":{"availabilityZone":"all","regionName":"eu-west-1"},"isTerminal":true,\
                    "operationDetails":"","operationType":"ImportKeyPair","status":"Succeeded",\
                    "statusChangedAt":1.7957376E9}}"""), "GetKeyPairs", bytes("{\"keyPairs\":[]}"), "GetKeyPair", bytes("""
                    {"keyPair":{"name":"key-1","resourceType":"KeyPair","createdAt":1.7957376E9,\
                    "location":{"availabilityZone":"all","regionName":"eu-west-1"},\
                    "fingerprint":"00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff"}}"""));

    private CannedAnswers() {}

    /**
     * The body of the answer.
     *
     * @param target the request's {@code X-Amz-Target}
     * @throws IllegalArgumentException if there is no answer to this operation
     */
    public static byte[] to(String target) {
        var body = target.startsWith(PREFIX) ? BODIES.get(target.substring(PREFIX.length())) : null;
        if (body == null) {
            throw new IllegalArgumentException("no answer to " + target);
        }
        return body;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
