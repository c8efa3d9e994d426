package dev.keyflux.sandbox;

import dev.keyflux.sandbox.fault.FaultPlan;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/** Options of a {@link Sandbox}. Not safe for use by several threads; may start several sandboxes, which share nothing. */
public final class SandboxBuilder {
    private final Map<String, String> accounts = new HashMap<>();
    private int port;
    private int pageSize = 20;
    private int operationPolls;
    private Function<SandboxCall, Duration> latency = call -> Duration.ZERO;
    private InstantSource clock = InstantSource.system();
    private FaultPlan faults = FaultPlan.NONE;

    SandboxBuilder() {}

    /**
     * The TCP port on 127.0.0.1, 0 for any free one (the default).
     *
     * @throws IllegalArgumentException if it is not within 0 and 65535
     */
    public SandboxBuilder port(int port) {
        this.port = within(0, 65_535, port, "port");
        return this;
    }

    /**
     * Gives an access key an account id of twelve digits instead of the one derived from the key.
     *
     * @throws IllegalArgumentException if the id is none
     */
    public SandboxBuilder account(String accessKey, String accountId) {
        if (!accountId.matches("\\d{12}")) {
            throw new IllegalArgumentException("not a twelve-digit account id: " + accountId);
        }
        accounts.put(accessKey, accountId);
        return this;
    }

    /**
     * The page size of {@code GetKeyPairs} and {@code GetActiveNames}, in items; default 20.
     *
     * @throws IllegalArgumentException if it is not within 1 and 10,000
     */
    public SandboxBuilder pageSize(int size) {
        this.pageSize = within(1, 10_000, size, "page size");
        return this;
    }

    /**
     * How many {@code GetOperation} calls it takes until an operation has {@code Succeeded}; before that, it has {@code
     * Started}. With 0 (the default) it is already terminal in the answer to the call that began it,
     * as Lightsail's key pair operations are known to be. Either way the effect is there at once.
     *
     * @throws IllegalArgumentException if it is not within 0 and 1,000
     */
    public SandboxBuilder operationPolls(int polls) {
        this.operationPolls = within(0, 1_000, polls, "operation polls");
        return this;
    }

    /**
     * How long each answer is held back after the call took effect; default zero.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public SandboxBuilder latency(Duration latency) {
        if (latency.isNegative()) {
            throw new IllegalArgumentException("negative latency: " + latency);
        }
        return latency(call -> latency);
    }

    /**
     * How long the answer to each call is held back after it took effect. Asked once a call, on the sandbox's own threads:
     * must be quick, thread-safe and never negative.
     */
    public SandboxBuilder latency(Function<SandboxCall, Duration> latency) {
        this.latency = latency;
        return this;
    }

    /**
     * The clock for the times in answers, the expiry of session credentials, and the windows, limits and lags of faults (the
     * system's). Delays pass in real time.
     */
    public SandboxBuilder clock(InstantSource clock) {
        this.clock = clock;
        return this;
    }

    /** What goes wrong with which calls (nothing). {@link Sandbox#faults} tells what did. */
    public SandboxBuilder faults(FaultPlan plan) {
        this.faults = plan;
        return this;
    }

    /**
     * Binds the port and starts serving.
     *
     * @throws java.io.UncheckedIOException if the port cannot be bound, for example because it is in use
     */
    public Sandbox start() {
        var ids = new Identifiers(new Random());
        var calls = new CallLog();
        var principals = new Accounts(accounts, clock, ids);
        var shelves = new Shelves(clock, ids, operationPolls);
        var applied = new FaultLog();
        var endpoint = new AwsEndpoint(
                new RequestDecoder(principals, ids),
                new LightsailService(shelves, pageSize),
                new StsService(principals),
                calls,
                new FaultInjector(faults, shelves, clock, applied),
                latency);
        return new Sandbox(SandboxServer.start(port, endpoint, clock), principals, shelves, calls, applied);
    }

    private static int within(int min, int max, int value, String what) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(what + " not within " + min + " and " + max + ": " + value);
        }
        return value;
    }
}
