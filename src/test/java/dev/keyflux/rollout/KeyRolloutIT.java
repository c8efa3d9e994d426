package dev.keyflux.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.keyflux.aws.LightsailClients;
import dev.keyflux.key.KeyBatch;
import dev.keyflux.key.KeySource;
import dev.keyflux.key.NamedKey;
import dev.keyflux.sandbox.Sandbox;
import dev.keyflux.target.Account;
import dev.keyflux.target.Regions;
import dev.keyflux.target.Target;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** The whole pipeline over HTTP: what the sandbox holds in the end is held against what was reported. */
final class KeyRolloutIT {

    private static final Duration SOON = Duration.ofSeconds(50);
    private static final String ACCESS_KEY = "AKIDROLLOUT";

    private final Sandbox sandbox =
            Sandbox.builder().latency(Duration.ofMillis(5)).pageSize(5).start();
    private final LightsailClients clients = LightsailClients.builder()
            .endpoint(sandbox.url())
            .credentials(StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY, "any")))
            .build();
    private final KeyBatch keys = KeyBatch.read(KeySource.folder(Path.of("src/examples/keys")))
            .blockOptional(SOON)
            .orElseThrow();

    @AfterEach
    void close() {
        clients.close();
        sandbox.close();
    }

    @Test
    void run_allRegions_everyKeyThereExactlyOnceWithinBounds() {
        var settings = RolloutSettings.defaults().withMaxInFlight(20).withConcurrency(3);

        var results = run(settings, Target.inRegions(Regions.all()));

        assertThat(results).hasSize(12 * 19).allMatch(result -> result.outcome() == Outcome.IMPORTED);
        for (var region : Regions.all()) {
            assertHolds(sandbox.accountId(ACCESS_KEY), region, keys.keys());
            assertThat(sandbox.calls().maxInFlight(sandbox.accountId(ACCESS_KEY), region))
                    .isLessThanOrEqualTo(3);
        }
        assertThat(sandbox.calls().maxInFlight()).isLessThanOrEqualTo(20);
        assertThat(sandbox.calls().count("ImportKeyPair")).isEqualTo(12 * 19);
    }

    @Test
    void run_again_makesNoWrite() {
        var targets = Target.inRegions(List.of("eu-west-1", "ap-east-1"));
        run(RolloutSettings.defaults(), targets);
        sandbox.calls().clear();

        var results = run(RolloutSettings.defaults(), targets);

        assertThat(results).hasSize(24).allMatch(result -> result.outcome() == Outcome.ALREADY_PRESENT);
        assertThat(sandbox.calls().count("ImportKeyPair")).isZero();
    }

    @Test
    void run_namesTaken_conflictsAndLeavesWhatStandsThere() {
        var region = sandbox.region(sandbox.accountId(ACCESS_KEY), "eu-west-1");
        var other = keys.keys().get(1).key().line();
        var names = keys.keys().stream().map(NamedKey::name).toList();
        region.putKeyPair(names.get(0), other);
        region.putResource(names.get(2), "Instance");
        region.putCreatedKeyPair(names.get(3), "00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff:00:11:22:33");

        var results = run(RolloutSettings.defaults(), Target.inRegions(List.of("eu-west-1")));

        assertThat(outcome(results, names.get(0))).isEqualTo(Outcome.CONFLICT);
        assertThat(outcome(results, names.get(1))).isEqualTo(Outcome.IMPORTED);
        assertThat(outcome(results, names.get(2))).isEqualTo(Outcome.CONFLICT);
        assertThat(outcome(results, names.get(3))).isEqualTo(Outcome.UNVERIFIABLE);
        assertThat(region.keyPair(names.get(0))).get().extracting("line").isEqualTo(other);
        assertThat(region.keyPair(names.get(2))).isEmpty();
    }

    @Test
    void plan_foreseesWhatRunThenDoes_andChangesNothing() {
        var targets = Target.inRegions(List.of("eu-west-1"));
        sandbox.region(sandbox.accountId(ACCESS_KEY), "eu-west-1")
                .putResource(keys.keys().get(0).name(), "Disk");

        var planned = KeyRollout.builder(clients)
                .build()
                .plan(keys, targets)
                .collectList()
                .block(SOON);

        assertThat(planned).isNotNull().hasSize(12);
        assertThat(planned)
                .filteredOn(result -> result.outcome() == Outcome.WOULD_IMPORT)
                .hasSize(11);
        assertThat(sandbox.calls().count("ImportKeyPair")).isZero();
        assertThat(run(RolloutSettings.defaults(), targets))
                .filteredOn(result -> result.outcome() == Outcome.IMPORTED)
                .hasSize(11);
    }

    @Test
    void run_severalAccounts_eachGetsItsOwn() {
        var accounts = List.of(
                Account.callersOwn(),
                Account.assuming("prod", "arn:aws:iam::210987654321:role/keyflux"),
                Account.assuming("test", "arn:aws:iam::310987654321:role/keyflux"));

        var results = run(RolloutSettings.defaults(), Target.across(accounts, List.of("eu-west-1", "us-east-1")));

        assertThat(results).hasSize(12 * 6).allMatch(result -> result.outcome() == Outcome.IMPORTED);
        assertHolds("210987654321", "us-east-1", keys.keys());
        assertHolds("310987654321", "eu-west-1", keys.keys());
    }

    @Test
    void run_publisherOfKeys_everyTargetGetsThemAll() {
        var results = KeyRollout.builder(clients)
                .build()
                .run(Flux.fromIterable(keys.keys()), Target.inRegions(List.of("eu-west-1", "us-east-1")))
                .collectList()
                .block(SOON);

        assertThat(results).isNotNull().hasSize(24).allMatch(result -> result.outcome() == Outcome.IMPORTED);
    }

    private List<ImportResult> run(RolloutSettings settings, List<Target> targets) {
        var results = KeyRollout.builder(clients)
                .settings(settings)
                .build()
                .run(keys, targets)
                .collectList()
                .block(SOON);
        assertThat(results).isNotNull();
        return results;
    }

    private void assertHolds(String accountId, String region, List<NamedKey> expected) {
        assertThat(sandbox.region(accountId, region).keyPairs())
                .extracting("name", "line")
                .containsExactlyInAnyOrderElementsOf(expected.stream()
                        .map(key -> tuple(key.name(), key.key().line()))
                        .toList());
    }

    private static Outcome outcome(List<ImportResult> results, String name) {
        return results.stream()
                .filter(result -> result.key().name().equals(name))
                .map(ImportResult::outcome)
                .findFirst()
                .orElseThrow();
    }
}
