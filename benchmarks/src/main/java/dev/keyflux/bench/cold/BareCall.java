package dev.keyflux.bench.cold;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lightsail.LightsailAsyncClient;

/** The least that a program with the SDK does to import a key into one region. */
final class BareCall {

    private BareCall() {}

    /** Takes the URL to call and the key's OpenSSH line; credentials come from the environment. With a third one it closes
     * its client at the end, which takes the SDK two seconds; without, it is as quick as it can be. */
    public static void main(String[] arguments) {
        var client = LightsailAsyncClient.builder()
                .region(Region.EU_WEST_1)
                .endpointOverride(URI.create(arguments[0]))
                .credentialsProvider(EnvironmentVariableCredentialsProvider.create())
                .build();
        var answer = client.importKeyPair(
                        request -> request.keyPairName("key-1").publicKeyBase64(arguments[1]))
                .join();
        System.out.println(answer.operation().statusAsString());
        if (arguments.length > 2) {
            client.close();
        }
        System.exit(0);
    }
}
