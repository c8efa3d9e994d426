package dev.keyflux.bench.load;

import dev.keyflux.bench.SampleKeys;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.lightsail.model.ImportKeyPairRequest;

/** The requests that every client sends. */
final class Imports {

    static final String REGION = "eu-west-1";

    static final StaticCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDBENCH", "secret"));

    private final String line = SampleKeys.rsa(2048);

    ImportKeyPairRequest request(int number) {
        return ImportKeyPairRequest.builder()
                .keyPairName("key-" + number)
                .publicKeyBase64(line)
                .build();
    }

    String line() {
        return line;
    }
}
