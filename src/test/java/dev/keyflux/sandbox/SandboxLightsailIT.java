package dev.keyflux.sandbox;

import static dev.keyflux.sandbox.ExampleKeys.ED25519;
import static dev.keyflux.sandbox.ExampleKeys.ED25519_FINGERPRINT;
import static dev.keyflux.sandbox.ExampleKeys.RSA;
import static dev.keyflux.sandbox.ExampleKeys.RSA_FINGERPRINT;
import static dev.keyflux.sandbox.SandboxClients.ALPHA;
import static dev.keyflux.sandbox.SandboxClients.BRAVO;
import static dev.keyflux.sandbox.SandboxClients.IRELAND;
import static dev.keyflux.sandbox.SandboxClients.answer;
import static dev.keyflux.sandbox.SandboxClients.failure;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lightsail.LightsailAsyncClient;
import software.amazon.awssdk.services.lightsail.model.AvailabilityZone;
import software.amazon.awssdk.services.lightsail.model.InvalidInputException;
import software.amazon.awssdk.services.lightsail.model.KeyPair;
import software.amazon.awssdk.services.lightsail.model.LightsailException;
import software.amazon.awssdk.services.lightsail.model.NotFoundException;
import software.amazon.awssdk.services.lightsail.model.Operation;

final class SandboxLightsailIT {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

    private final Sandbox sandbox = Sandbox.builder()
            .pageSize(3)
            .account(ALPHA, "111122223333")
            .clock(InstantSource.fixed(NOW))
            .start();
    private final SandboxClients clients = new SandboxClients(sandbox);
    private LightsailAsyncClient client;
    private SandboxRegion ireland;

    @BeforeEach
    void open() {
        client = clients.lightsail();
        ireland = sandbox.region("111122223333", "eu-west-1");
    }

    @AfterEach
    void close() {
        clients.close();
        sandbox.close();
    }

    @Test
    void import_newName_answersTerminalOperation() {
        var operation = importKeyPair("bob", RSA);

        assertThat(operation.id()).isNotBlank();
        assertThat(operation.resourceName()).isEqualTo("bob");
        assertThat(operation.resourceTypeAsString()).isEqualTo("KeyPair");
        assertThat(operation.createdAt()).isEqualTo(NOW);
        assertThat(operation.location().availabilityZone()).isEqualTo("all");
        assertThat(operation.location().regionNameAsString()).isEqualTo("eu-west-1");
        assertThat(operation.isTerminal()).isTrue();
        assertThat(operation.operationDetails()).isEmpty();
        assertThat(operation.operationTypeAsString()).isEqualTo("ImportKeyPair");
        assertThat(operation.statusAsString()).isEqualTo("Succeeded");
        assertThat(operation.statusChangedAt()).isEqualTo(NOW);
        assertThat(operation.errorCode()).isNull();
        assertThat(operation.errorDetails()).isNull();
    }

    @Test
    void import_newName_isHeld() {
        importKeyPair("bob", RSA);
        importKeyPair("amy", ED25519 + "\n");

        assertThat(ireland.keyPairs())
                .containsExactly(
                        new SandboxKeyPair("amy", ED25519, ED25519_FINGERPRINT, NOW),
                        new SandboxKeyPair("bob", RSA, RSA_FINGERPRINT, NOW));
    }

    @Test
    void import_nameOfKeyPair_isRefusedAsNameExists() {
        importKeyPair("bob", RSA);

        assertInvalid(failure(client.importKeyPair(r -> r.keyPairName("bob").publicKeyBase64(RSA))), "NameExists")
                .hasMessageContaining("Some names are already in use: bob");
    }

    @Test
    void import_nameOfInstance_isRefusedAsNameExists() {
        ireland.putResource("web", "Instance");

        assertInvalid(failure(client.importKeyPair(r -> r.keyPairName("web").publicKeyBase64(RSA))), "NameExists");
        assertThat(ireland.keyPairs()).isEmpty();
    }

    @Test
    void import_base64OfLine_isRefusedAsFormat() {
        var encoded = Base64.getEncoder().encodeToString(RSA.getBytes(StandardCharsets.UTF_8));

        assertInvalid(
                        failure(client.importKeyPair(r -> r.keyPairName("bob").publicKeyBase64(encoded))),
                        "InvalidKey.Format")
                .hasMessageContaining("The format of this public key is not valid");
        assertThat(ireland.keyPairs()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "ssh-rsa", "ssh-rsa AAAA", ExampleKeys.ECDSA, ED25519 + "\n" + ED25519, "no-pty " + ED25519})
    void import_noKeyOfATypeTaken_isRefusedAsFormat(String line) {
        assertInvalid(
                failure(client.importKeyPair(r -> r.keyPairName("bob").publicKeyBase64(line))), "InvalidKey.Format");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "-ab", "ab-", "a b", "a.b", "a/b", "b\u00e9b\u00e9", "ab\n"})
    void import_badName_isRefused(String name) {
        assertInvalid(failure(client.importKeyPair(r -> r.keyPairName(name).publicKeyBase64(RSA))), "InvalidName");
    }

    @Test
    void import_missingMember_isRefused() {
        assertThat(failure(client.importKeyPair(r -> r.publicKeyBase64(RSA))))
                .isInstanceOfSatisfying(LightsailException.class, e -> {
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationException");
                    assertThat(e.awsErrorDetails().errorMessage()).contains("'keyPairName'");
                    assertThat(e.statusCode()).isEqualTo(400);
                    assertThat(e.requestId()).isNotBlank();
                });
    }

    @Test
    void getKeyPair_held_showsEverything() {
        importKeyPair("bob", RSA);

        var pair = answer(client.getKeyPair(r -> r.keyPairName("bob"))).keyPair();

        assertThat(pair.name()).isEqualTo("bob");
        assertThat(pair.fingerprint()).isEqualTo(RSA_FINGERPRINT);
        assertThat(pair.arn()).matches("arn:aws:lightsail:eu-west-1:111122223333:KeyPair/[0-9a-f-]{36}");
        assertThat(pair.supportCode()).endsWith("/bob");
        assertThat(pair.createdAt()).isEqualTo(NOW);
        assertThat(pair.location().regionNameAsString()).isEqualTo("eu-west-1");
        assertThat(pair.location().availabilityZone()).isEqualTo("all");
        assertThat(pair.resourceTypeAsString()).isEqualTo("KeyPair");
        assertThat(pair.tags()).isEmpty();
    }

    @Test
    void getKeyPair_nameOfInstance_isNotFound() {
        ireland.putResource("web", "Instance");

        assertNotFound(failure(client.getKeyPair(r -> r.keyPairName("web"))), "The KeyPair does not exist: web");
    }

    @Test
    void getKeyPairs_severalPages_showsEveryPairOnce() {
        IntStream.range(0, 8).forEach(i -> ireland.putKeyPair("key-" + i, ED25519));

        var pages = new ArrayList<List<String>>();
        String token = null;
        do {
            var sent = token;
            var page = answer(client.getKeyPairs(r -> r.pageToken(sent).includeDefaultKeyPair(true)));
            pages.add(page.keyPairs().stream().map(KeyPair::name).toList());
            token = page.nextPageToken();
        } while (token != null);

        assertThat(pages)
                .containsExactly(
                        List.of("key-0", "key-1", "key-2"),
                        List.of("key-3", "key-4", "key-5"),
                        List.of("key-6", "key-7"));
    }

    @Test
    void getKeyPairs_fullLastPage_hasNoTokenLeft() {
        IntStream.range(0, 3).forEach(i -> ireland.putKeyPair("key-" + i, ED25519));

        assertThat(answer(client.getKeyPairs()).nextPageToken()).isNull();
    }

    @Test
    void getKeyPairs_foreignToken_isRefused() {
        assertInvalid(failure(client.getKeyPairs(r -> r.pageToken("page-2"))), "InvalidPageToken");
    }

    @Test
    void getActiveNames_ofAllTypes_showsPages() {
        ireland.putKeyPair("bob", RSA).putKeyPair("amy", ED25519);
        ireland.putResource("web", "Instance").putResource("ip", "StaticIp");

        var first = answer(client.getActiveNames());
        var second = answer(client.getActiveNames(r -> r.pageToken(first.nextPageToken())));

        assertThat(first.activeNames()).containsExactly("amy", "bob", "ip");
        assertThat(second.activeNames()).containsExactly("web");
        assertThat(second.nextPageToken()).isNull();
    }

    @Test
    void delete_held_freesTheName() {
        importKeyPair("bob", RSA);

        var operation = answer(client.deleteKeyPair(r -> r.keyPairName("bob"))).operation();

        assertThat(operation.operationTypeAsString()).isEqualTo("DeleteKeyPair");
        assertThat(operation.statusAsString()).isEqualTo("Succeeded");
        assertThat(ireland.keyPairs()).isEmpty();
        importKeyPair("bob", ED25519);
        assertThat(ireland.keyPair("bob")).map(SandboxKeyPair::line).contains(ED25519);
    }

    @Test
    void delete_otherFingerprintExpected_isRefused() {
        importKeyPair("bob", RSA);

        assertInvalid(
                failure(client.deleteKeyPair(r -> r.keyPairName("bob").expectedFingerprint(ED25519_FINGERPRINT))),
                "FingerprintMismatch");
        answer(client.deleteKeyPair(r -> r.keyPairName("bob").expectedFingerprint(RSA_FINGERPRINT)));

        assertThat(ireland.keyPairs()).isEmpty();
    }

    @Test
    void delete_absent_isNotFound() {
        assertNotFound(failure(client.deleteKeyPair(r -> r.keyPairName("bob"))), "The KeyPair does not exist: bob");
    }

    @Test
    void getOperation_known_answersItAgain() {
        var imported = importKeyPair("bob", RSA);

        assertThat(answer(client.getOperation(r -> r.operationId(imported.id())))
                        .operation())
                .isEqualTo(imported);
    }

    @Test
    void getOperation_ofAnotherRegion_isNotFound() {
        var imported = importKeyPair("bob", RSA);
        var ohio = clients.lightsail(ALPHA, Region.US_EAST_2);

        assertNotFound(
                failure(ohio.getOperation(r -> r.operationId(imported.id()))),
                "The Operation does not exist: " + imported.id());
    }

    @Test
    void getRegions_unasked_leavesZonesOut() {
        var regions = answer(client.getRegions()).regions();

        assertThat(regions).hasSize(19).allSatisfy(region -> {
            assertThat(region.availabilityZones()).isEmpty();
            assertThat(region.relationalDatabaseAvailabilityZones()).isEmpty();
            assertThat(region.displayName()).isNotBlank();
            assertThat(region.description()).startsWith("This region is recommended to serve users in ");
        });
        assertThat(regions)
                .extracting(region -> region.nameAsString())
                .contains("us-east-1", "ap-east-1", "eu-south-2")
                .doesNotContain("us-west-1");
    }

    @Test
    void getRegions_zonesAsked_showsZones() {
        var regions =
                answer(client.getRegions(r -> r.includeAvailabilityZones(true))).regions();

        assertThat(regions)
                .filteredOn(region -> "eu-west-2".equals(region.nameAsString()))
                .singleElement()
                .satisfies(london -> assertThat(london.availabilityZones())
                        .extracting(AvailabilityZone::zoneName)
                        .containsExactly("eu-west-2a", "eu-west-2b", "eu-west-2c"));
    }

    @Test
    void places_sameName_areApart() {
        importKeyPair("bob", RSA);
        answer(clients.lightsail(ALPHA, Region.US_EAST_2)
                .importKeyPair(r -> r.keyPairName("bob").publicKeyBase64(ED25519)));
        answer(clients.lightsail(BRAVO, IRELAND)
                .importKeyPair(r -> r.keyPairName("bob").publicKeyBase64(ED25519)));

        assertThat(ireland.keyPair("bob")).map(SandboxKeyPair::line).contains(RSA);
        assertThat(sandbox.region("111122223333", "us-east-2").activeNames()).containsExactly("bob");
        assertThat(sandbox.region(sandbox.accountId(BRAVO), "eu-west-1").activeNames())
                .containsExactly("bob");
    }

    @Test
    void region_withoutLightsail_isRefused() {
        assertThat(failure(clients.lightsail(ALPHA, Region.US_WEST_1).getKeyPairs()))
                .isInstanceOfSatisfying(LightsailException.class, e -> {
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidSignatureException");
                    assertThat(e.awsErrorDetails().errorMessage()).contains("us-west-1");
                });
    }

    @Test
    void otherOperation_isUnknown() {
        assertThat(failure(client.getInstances()))
                .isInstanceOfSatisfying(
                        LightsailException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("UnknownOperationException"));
    }

    private Operation importKeyPair(String name, String line) {
        return answer(client.importKeyPair(r -> r.keyPairName(name).publicKeyBase64(line)))
                .operation();
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertInvalid(Throwable thrown, String code) {
        return assertThat(thrown).isInstanceOfSatisfying(InvalidInputException.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e.statusCode()).isEqualTo(400);
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidInputException");
        });
    }

    private static void assertNotFound(Throwable thrown, String message) {
        assertThat(thrown).isInstanceOfSatisfying(NotFoundException.class, e -> {
            assertThat(e.code()).isEqualTo("DoesNotExist");
            assertThat(e.awsErrorDetails().errorMessage()).isEqualTo(message);
        });
    }
}
