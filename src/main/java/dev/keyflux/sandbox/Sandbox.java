package dev.keyflux.sandbox;

import java.net.URI;

/**
 * A local Lightsail and STS over real HTTP on 127.0.0.1, for tests and for trying things out. Any AWS client talks to it
 * once its endpoint is {@link #url()}:
 *
 * <pre>{@code
 * try (var sandbox = Sandbox.start()) {
 *     var client = LightsailAsyncClient.builder()
 *             .endpointOverride(sandbox.url())
 *             .region(Region.EU_WEST_1)
 *             .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDALPHA", "any")))
 *             .build();
 *     client.importKeyPair(request -> request.keyPairName("bob").publicKeyBase64(line)).join();
 *     var held = sandbox.region(sandbox.accountId("AKIDALPHA"), "eu-west-1").keyPairs();
 * }
 * }</pre>
 *
 * <p><strong>What it knows.</strong> Of Lightsail {@code ImportKeyPair}, {@code GetKeyPair}, {@code GetKeyPairs}, {@code
 * DeleteKeyPair}, {@code GetOperation}, {@code GetRegions} and {@code GetActiveNames}, in the nineteen regions that have
 * Lightsail; of STS {@code AssumeRole} and {@code GetCallerIdentity}. Every other operation is answered the way the
 * services answer one that does not exist. The state is kept in memory and lives as long as the sandbox.
 *
 * <p><strong>Who is who.</strong> Each access key is an account of its own, and the region is the one in the request's
 * credential scope. Credentials from {@code AssumeRole} act in the account of the role's ARN, and are refused once they
 * have expired or come without their token. So is any key that begins with {@code ASIA} and comes without a token; any other
 * key is let in, and every role may be assumed by anybody.
 * Signatures must be there and well-formed but are <em>not verified</em>: the sandbox knows nobody's secret.
 *
 * <p><strong>What goes wrong.</strong> Nothing, unless {@linkplain SandboxBuilder#faults told}: then connections break,
 * answers get lost or mangled, limits throttle, operations fail, as a {@link dev.keyflux.sandbox.fault.FaultPlan} scripts it.
 *
 * <p>Calls take effect one after another in each account and region, when their request arrives and before the {@linkplain
 * SandboxBuilder#latency latency}: a client that loses patience has still imported its key. Safe for use by many threads.
 * Its own threads are daemons and do not keep a JVM alive.
 */
public final class Sandbox implements AutoCloseable {
    private final SandboxServer server;
    private final Accounts accounts;
    private final Shelves shelves;
    private final CallLog calls;
    private final FaultLog faults;

    Sandbox(SandboxServer server, Accounts accounts, Shelves shelves, CallLog calls, FaultLog faults) {
        this.server = server;
        this.accounts = accounts;
        this.shelves = shelves;
        this.calls = calls;
        this.faults = faults;
    }

    /** What a sandbox can be told before it starts. */
    public static SandboxBuilder builder() {
        return new SandboxBuilder();
    }

    /** Starts a sandbox with all defaults on a free port. */
    public static Sandbox start() {
        return builder().start();
    }

    /** The endpoint of both services, for example {@code http://127.0.0.1:40123}; without a path. */
    public URI url() {
        return server.url();
    }

    /**
     * The account that an access key acts in: the one that {@link SandboxBuilder#account} named or else twelve digits that
     * depend on nothing but the key; for session credentials of this sandbox the account of the assumed role.
     */
    public String accountId(String accessKey) {
        return accounts.accountId(accessKey);
    }

    /**
     * One account in one region, to look at and to arrange. It need not have been called before.
     *
     * @throws IllegalArgumentException if {@code accountId} is not twelve digits or {@code region} has no Lightsail
     */
    public SandboxRegion region(String accountId, String region) {
        if (!accountId.matches("\\d{12}")) {
            throw new IllegalArgumentException("not a twelve-digit account id: " + accountId);
        }
        if (!LightsailRegion.isKnown(region)) {
            throw new IllegalArgumentException("no Lightsail region: " + region);
        }
        return new SandboxRegion(shelves.at(new Place(accountId, region)));
    }

    /** What it was asked so far. */
    public CallLog calls() {
        return calls;
    }

    /** Which faults calls met so far, of those that {@link SandboxBuilder#faults} scripted. */
    public FaultLog faults() {
        return faults;
    }

    /**
     * Stops listening and cuts every connection: an answer that is still held back is never sent. Returns within a second.
     * Closing again does nothing. What the sandbox holds can still be looked at.
     */
    @Override
    public void close() {
        server.close();
    }
}
