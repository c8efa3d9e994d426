package dev.keyflux.aws;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * Configures {@link LightsailClients}. Every setting has a default; {@link #build()} opens no connection. Null is refused
 * with a {@link NullPointerException} that names the parameter, unless it is said to be the default.
 */
public final class LightsailClientsBuilder {

    /** The longest time for one call: 24 days. Netty counts in milliseconds, of which an int holds little more. */
    public static final Duration MAX_ATTEMPT_TIMEOUT = Duration.ofDays(24);

    /** The shortest attempt timeout: the SDK counts in milliseconds, and takes none for no bound. */
    public static final Duration MIN_ATTEMPT_TIMEOUT = Duration.ofMillis(1);

    private @Nullable URI endpoint;
    private @Nullable String profile;
    private @Nullable AwsCredentialsProvider credentials;
    private Duration attemptTimeout = Duration.ofSeconds(10);
    private int maxConnections = 256;
    private InstantSource clock = InstantSource.system();

    LightsailClientsBuilder() {}

    /**
     * The endpoint for Lightsail and STS alike, for every region; null, the default, for each region's own Lightsail and
     * the STS of us-east-1, unless the SDK's own settings ({@code AWS_ENDPOINT_URL}, {@code AWS_ENDPOINT_URL_LIGHTSAIL}) say otherwise.
     *
     * @throws IllegalArgumentException unless it is a URL over HTTP or HTTPS that names a host
     */
    public LightsailClientsBuilder endpoint(@Nullable URI endpoint) {
        this.endpoint = endpoint == null ? null : Endpoints.check(endpoint);
        return this;
    }

    /**
     * The named profile of the shared AWS config files to take credentials from, and from nowhere else; null, the
     * default, for the SDK's chain. Without effect if {@link #credentials(AwsCredentialsProvider)} is set.
     */
    public LightsailClientsBuilder profile(@Nullable String profile) {
        this.profile = profile;
        return this;
    }

    /** The caller's own credentials; by default the SDK's chain of environment, profile, container and instance. */
    public LightsailClientsBuilder credentials(AwsCredentialsProvider provider) {
        this.credentials = Objects.requireNonNull(provider, "provider");
        return this;
    }

    /** As {@link #credentials(AwsCredentialsProvider)}, by an access key that lasts as long as the clients. */
    public LightsailClientsBuilder credentials(String accessKeyId, String secretAccessKey) {
        Objects.requireNonNull(accessKeyId, "accessKeyId");
        Objects.requireNonNull(secretAccessKey, "secretAccessKey");
        return credentials(StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKeyId, secretAccessKey)));
    }

    /**
     * How long one call may take before it counts as lost; default 10 s, at least {@link #MIN_ATTEMPT_TIMEOUT} and at most
     * {@link #MAX_ATTEMPT_TIMEOUT}. Within it a connection has half as long to be made, 5 s at most.
     *
     * @throws IllegalArgumentException if it is shorter or longer than that
     */
    public LightsailClientsBuilder attemptTimeout(Duration timeout) {
        Objects.requireNonNull(timeout, "timeout");
        if (timeout.compareTo(MIN_ATTEMPT_TIMEOUT) < 0) {
            throw new IllegalArgumentException(
                    "attempt timeout " + timeout + ": must be " + MIN_ATTEMPT_TIMEOUT.toMillis() + " ms or more");
        }
        if (timeout.compareTo(MAX_ATTEMPT_TIMEOUT) > 0) {
            throw new IllegalArgumentException(
                    "attempt timeout " + timeout + ": must be " + MAX_ATTEMPT_TIMEOUT.toDays() + " days or less");
        }
        this.attemptTimeout = timeout;
        return this;
    }

    /**
     * How many connections may be open to one endpoint at once; default 256. Set it to no less than the run's {@code
     * maxInFlight}, so that no call ever queues for a connection.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public LightsailClientsBuilder maxConnections(int connections) {
        if (connections < 1) {
            throw new IllegalArgumentException("max connections " + connections + ": must be 1 or more");
        }
        this.maxConnections = connections;
        return this;
    }

    /** The time by which requests are signed and credentials expire, until the service tells its own; default the system's. */
    public LightsailClientsBuilder clock(InstantSource clock) {
        this.clock = Objects.requireNonNull(clock, "clock");
        return this;
    }

    /**
     * The clients. They call through a proxy if the JVM's properties ({@code https.proxyHost} and its kin) or else the
     * variables {@code HTTPS_PROXY} and {@code NO_PROXY} say so ({@code HTTP_PROXY} for an endpoint over HTTP), but loopback
     * never.
     *
     * @throws IllegalArgumentException if the variable for it does not hold the URL of a proxy over HTTP or HTTPS
     */
    public LightsailClients build() {
        var proxy = Proxies.of(endpoint, System.getenv());
        var transport = new Transport(endpoint, proxy, attemptTimeout, maxConnections);
        var serverClock = new ServerClock(clock);
        return new SdkLightsailClients(transport, new Sessions(callersOwn(), transport, serverClock), serverClock);
    }

    private CallersOwn callersOwn() {
        if (credentials != null) {
            return CallersOwn.given(credentials);
        }
        return profile == null ? CallersOwn.ofChain() : CallersOwn.ofProfile(profile);
    }
}
