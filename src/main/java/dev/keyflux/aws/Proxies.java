package dev.keyflux.aws;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.nio.netty.ProxyConfiguration;

/**
 * The proxy that calls go through: that of the JVM's properties ({@code https.proxyHost}), else that of the variables which
 * the AWS CLI and most other tools heed ({@code HTTPS_PROXY}, {@code NO_PROXY}, in small letters first).
 *
 * <p>The SDK by itself would take the proxy for plain HTTP whatever is called, call loopback through it, pass over a variable
 * without a scheme, and match {@code NO_PROXY} by whole names only.
 */
public final class Proxies {

    private static final String HTTP = "http";
    private static final String HTTPS = "https";
    private static final String ALL = "*";
    private static final int MAX_PORT = 65_535;
    private static final String JVM_HOST = "https.proxyHost";

    /** A region's own endpoint; which region's is all the same here. */
    private static final URI AWS = URI.create("https://lightsail.us-east-1.amazonaws.com");

    /** Of endpoints and of proxies alike, where the URL tells none. */
    private static final Map<String, Integer> PORTS = Map.of(HTTP, 80, HTTPS, 443);

    /** What no proxy can reach on our behalf; patterns of hosts as URLs write them. */
    private static final Set<String> LOOPBACK =
            Set.of("(?i)localhost", "127(\\.\\d+){3}", "\\[::1\\]", "\\[0:0:0:0:0:0:0:1\\]");

    private Proxies() {}

    /**
     * The proxy for an endpoint, or for the regions' own ones if it is null.
     *
     * @throws IllegalArgumentException if the variable for it does not hold the URL of a proxy over HTTP or HTTPS
     */
    static ProxyConfiguration of(@Nullable URI endpoint, Map<String, String> variables) {
        var called = endpoint == null ? ofVariables(variables) : endpoint;
        if (LOOPBACK.stream().anyMatch(called.getHost()::matches)) {
            return none();
        }
        var scheme = scheme(called);
        var ofJvm = ProxyConfiguration.builder()
                .scheme(scheme)
                .useEnvironmentVariableValues(false)
                .build();
        if (ofJvm.host() != null) {
            return configuration(ofJvm.nonProxyHosts())
                    .host(ofJvm.host())
                    .port(ofJvm.port() > 0 ? ofJvm.port() : port(scheme))
                    .username(ofJvm.username())
                    .password(ofJvm.password())
                    .build();
        }
        var name = name(scheme + "_proxy", variables);
        return value(name, variables).isEmpty() ? none() : ofVariable(name, variables, port(called));
    }

    /**
     * Has the JVM's own HTTP client call AWS by the same proxy, since some providers of credentials (roles and SSO of a
     * profile) have SDK clients over that one; for a program that has the JVM to itself. Does nothing if the JVM has been told
     * of a proxy, or the proxy is one that it could not call.
     *
     * @throws IllegalArgumentException as {@link #of} does
     */
    public static void tellJvm(Map<String, String> variables) {
        var proxy = of(AWS, variables);
        if (System.getProperty(JVM_HOST) != null
                || proxy.host() == null
                || !proxy.scheme().equals(HTTP)) {
            return;
        }
        System.setProperty(JVM_HOST, proxy.host());
        System.setProperty("https.proxyPort", Integer.toString(proxy.port()));
        System.setProperty("https.proxyUser", proxy.username());
        System.setProperty("https.proxyPassword", proxy.password());
        var direct = direct(variables, port(HTTPS))
                .flatMap(host -> host.equals(ALL) ? Stream.of(ALL) : Stream.of(host, "*." + host));
        System.setProperty(
                "http.nonProxyHosts",
                Stream.concat(Stream.of("localhost", "127.*", "[::1]"), direct).collect(Collectors.joining("|")));
    }

    /** What the SDK calls by its own variables, if they make sense, or else a region's own endpoint. */
    private static URI ofVariables(Map<String, String> variables) {
        return Stream.of("AWS_ENDPOINT_URL_LIGHTSAIL", "AWS_ENDPOINT_URL")
                .map(name -> value(name, variables))
                .filter(value -> !value.isEmpty())
                .flatMap(value -> {
                    try {
                        return Stream.of(Endpoints.check(URI.create(value)));
                    } catch (IllegalArgumentException ignored) {
                        // The SDK will say so.
                        return Stream.empty();
                    }
                })
                .findFirst()
                .orElse(AWS);
    }

    private static ProxyConfiguration ofVariable(String name, Map<String, String> variables, int endpointPort) {
        var proxy = url(name, value(name, variables));
        var user = Objects.requireNonNullElse(proxy.getUserInfo(), "").split(":", 2);
        return configuration(
                        direct(variables, endpointPort).map(Proxies::pattern).collect(Collectors.toSet()))
                .scheme(scheme(proxy))
                .host(proxy.getHost())
                .port(port(proxy))
                .username(user[0])
                .password(user.length > 1 ? user[1] : "")
                .build();
    }

    /** The name in small letters if there is a variable of it, be it empty, else that in capitals. */
    private static String name(String small, Map<String, String> variables) {
        return variables.containsKey(small) ? small : small.toUpperCase(Locale.ROOT);
    }

    private static String value(String name, Map<String, String> variables) {
        return variables.getOrDefault(name, "").strip();
    }

    /** A proxy over HTTP unless the value says otherwise. It may hold a password, so that no message shows it. */
    private static URI url(String name, String value) {
        try {
            var url = new URI(value.contains("://") ? value : HTTP + "://" + value);
            Endpoints.check(url);
            var user = url.getUserInfo();
            // The SDK sends no user without a password, nor the other way round.
            if (url.getPort() <= MAX_PORT && (user == null || user.matches("[^:]+:.+"))) {
                return url;
            }
        } catch (URISyntaxException | IllegalArgumentException e) {
            // It is none.
        }
        throw new IllegalArgumentException(name + ": expected the URL of an HTTP proxy, such as"
                + " http://proxy.example:3128 or http://user:password@proxy.example:3128");
    }

    /** What {@code NO_PROXY} lists: names, each for all below it too, that may have a port, or an asterisk for all. */
    private static Stream<String> direct(Map<String, String> variables, int endpointPort) {
        return Arrays.stream(value(name("no_proxy", variables), variables).split("[,\\s]+"))
                .map(entry -> entry.endsWith(":" + endpointPort) ? entry.substring(0, entry.lastIndexOf(':')) : entry)
                .map(entry -> entry.replaceFirst("^\\*?\\.", ""))
                .filter(entry -> !entry.isEmpty());
    }

    private static String pattern(String entry) {
        return entry.equals(ALL) ? ".*" : "(?i)(.*\\.)?" + Pattern.quote(entry);
    }

    private static ProxyConfiguration none() {
        return configuration(Set.of()).build();
    }

    /** With nothing that the SDK would look up by itself. */
    private static ProxyConfiguration.Builder configuration(Set<String> direct) {
        var all = new LinkedHashSet<>(LOOPBACK);
        all.addAll(direct);
        return ProxyConfiguration.builder()
                .useSystemPropertyValues(false)
                .useEnvironmentVariableValues(false)
                .nonProxyHosts(all);
    }

    private static String scheme(URI url) {
        return url.getScheme().toLowerCase(Locale.ROOT);
    }

    private static int port(URI url) {
        return url.getPort() < 0 ? port(scheme(url)) : url.getPort();
    }

    private static int port(String scheme) {
        return Objects.requireNonNull(PORTS.get(scheme), scheme);
    }
}
