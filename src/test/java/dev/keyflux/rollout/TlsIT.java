package dev.keyflux.rollout;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyflux.aws.LightsailClients;
import dev.keyflux.key.KeySource;
import dev.keyflux.key.NamedKey;
import dev.keyflux.key.SourceLine;
import dev.keyflux.key.SshPublicKey;
import dev.keyflux.sandbox.Sandbox;
import dev.keyflux.sandbox.fault.Fault;
import dev.keyflux.sandbox.fault.FaultPlan;
import dev.keyflux.sandbox.fault.FaultRule;
import dev.keyflux.sandbox.fault.Stage;
import dev.keyflux.target.Target;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;

/** Rollouts over TLS, as AWS itself is spoken to. */
final class TlsIT {

    private static final String TRUST_STORE = "javax.net.ssl.trustStore";
    private static final String TRUST_STORE_PASSWORD = "javax.net.ssl.trustStorePassword";

    private static final String ACCESS_KEY = "AKIDTLS";
    private static final List<Target> TARGETS = Target.inRegions(List.of("eu-west-1", "us-east-1", "ap-south-1"));
    private static final String LINE =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHee1Zzbe1cN4wyU8j9n+gfuqTKBMPl6WZbMppeQ4lda monitoring@example.com";

    private static final int KEYS = 100;
    private static final long IMPORTS = 300;
    /** One in each target. */
    private static final long LOST = 3;

    private final Sandbox sandbox = Sandbox.builder()
            .faults(FaultPlan.seeded(1)
                    .with(FaultRule.of("lost", Fault.close(Stage.AFTER))
                            .operations("ImportKeyPair")
                            .names("key-7")
                            .first(1)))
            .start();

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Path keyStore;

    @SuppressWarnings("NullAway.Init") // set before each test
    private TlsFront front;

    @BeforeEach
    void openFront() throws Exception {
        keyStore = TlsFront.makeKeyStore(folder);
        front = new TlsFront(sandbox.url(), keyStore);
    }

    @AfterEach
    void close() throws Exception {
        System.clearProperty(TRUST_STORE);
        System.clearProperty(TRUST_STORE_PASSWORD);
        front.close();
        sandbox.close();
    }

    @Test
    void serverThatIsTrusted_everyKeyIsThereAndLostRepliesAreReconciled() {
        System.setProperty(TRUST_STORE, keyStore.toString());
        System.setProperty(TRUST_STORE_PASSWORD, TlsFront.PASSWORD);

        var outcomes = run(RolloutSettings.defaults());

        assertThat(outcomes).isEqualTo(Map.of(Outcome.IMPORTED, IMPORTS - LOST, Outcome.RECONCILED, LOST));
        for (var target : TARGETS) {
            assertThat(sandbox.region(sandbox.accountId(ACCESS_KEY), target.region())
                            .keyPairs())
                    .hasSize(KEYS);
        }
    }

    @Test
    void serverThatNobodyVouchesFor_isSentNothing() {
        var outcomes = run(RolloutSettings.defaults().withMaxAttempts(1));

        assertThat(outcomes).isEqualTo(Map.of(Outcome.FAILED, IMPORTS));
        assertThat(sandbox.calls().count()).isZero();
    }

    /** One key under many names. */
    private static KeySource keys() {
        var key = SshPublicKey.parse(LINE);
        return () -> Flux.range(0, KEYS).map(n -> new NamedKey("key-" + n, key, new SourceLine("keys", n + 1)));
    }

    private Map<Outcome, Long> run(RolloutSettings settings) {
        try (var clients = LightsailClients.builder()
                .endpoint(front.url())
                .credentials(ACCESS_KEY, "any")
                .build()) {
            return KeyRollout.builder(clients)
                    .settings(settings)
                    .build()
                    .run(keys(), TARGETS)
                    .collect(groupingBy(ImportResult::outcome, counting()))
                    .blockOptional(Duration.ofSeconds(50))
                    .orElseThrow();
        }
    }
}
