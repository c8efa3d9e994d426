package dev.keyflux.bench.cold;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lightsail.LightsailAsyncClient;

/** The least that a program with the SDK does to import a key into one region. */
final class BareCall {

    private BareCall() {}

    /** Takes the URL to call and the key's OpenSSH line. */
    public static void main(String[] arguments) {
        // Never closed: the SDK would wait for two seconds, which says nothing of how quick a program can be.
        var client = LightsailAsyncClient.builder()
                .region(Region.EU_WEST_1)
                .endpointOverride(URI.create(arguments[0]))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDBENCH", "any")))
                .build();
        var answer = client.importKeyPair(
                        request -> request.keyPairName("key-1").publicKeyBase64(arguments[1]))
                .join();
        System.out.println(answer.operation().statusAsString());
        System.exit(0);
    }
}
