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
final class Proxies {

    private static final String HTTP = "http";
    private static final String HTTPS = "https";
    /** Of endpoints and of proxies alike, where the URL tells none. */
    private static final Map<String, Integer> PORTS = Map.of(HTTP, 80, HTTPS, 443);

    /** What no proxy can reach on our behalf; patterns of hosts as URLs write them. */
    private static final Set<String> LOOPBACK =
            Set.of("(?i)localhost", "127(\\.\\d+){3}", "\\[::1\\]", "\\[0:0:0:0:0:0:0:1\\]");

    private Proxies() {}

    /**
     * The proxy for an endpoint, or for AWS' own ones if it is null.
     *
     * @throws IllegalArgumentException if the variable for it does not hold the URL of a proxy over HTTP or HTTPS
     */
    static ProxyConfiguration of(@Nullable URI endpoint, Map<String, String> variables) {
        if (endpoint != null && LOOPBACK.stream().anyMatch(endpoint.getHost()::matches)) {
            return none();
        }
        var scheme = endpoint == null ? HTTPS : endpoint.getScheme().toLowerCase(Locale.ROOT);
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
        return name == null
                ? none()
                : ofVariable(
                        name,
                        variables,
                        endpoint == null || endpoint.getPort() < 0 ? port(scheme) : endpoint.getPort());
    }

    private static ProxyConfiguration ofVariable(String name, Map<String, String> variables, int called) {
        var proxy = url(name, value(name, variables));
        var scheme = proxy.getScheme().toLowerCase(Locale.ROOT);
        var user = Objects.requireNonNullElse(proxy.getUserInfo(), "").split(":", 2);
        return configuration(direct(variables, called))
                .scheme(scheme)
                .host(proxy.getHost())
                .port(proxy.getPort() < 0 ? port(scheme) : proxy.getPort())
                .username(user[0])
                .password(user.length > 1 ? user[1] : "")
                .build();
    }

    /** The name in small letters if it is set, else that in capitals, else null. An empty variable counts as none. */
    private static @Nullable String name(String small, Map<String, String> variables) {
        return Stream.of(small, small.toUpperCase(Locale.ROOT))
                .filter(name -> !value(name, variables).isEmpty())
                .findFirst()
                .orElse(null);
    }

    private static String value(String name, Map<String, String> variables) {
        return variables.getOrDefault(name, "").strip();
    }

    /** A proxy over HTTP unless the value says otherwise. It may hold a password, so that no message shows it. */
    private static URI url(String name, String value) {
        try {
            var url = new URI(value.contains("://") ? value : HTTP + "://" + value);
            Endpoints.check(url);
            return url;
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    name + ": expected the URL of an HTTP proxy, such as http://proxy.example:3128");
        }
    }

    /** Patterns of what {@code NO_PROXY} lists: names, each with all below it, that may have a port, or an asterisk for all. */
    private static Set<String> direct(Map<String, String> variables, int called) {
        var name = name("no_proxy", variables);
        if (name == null) {
            return Set.of();
        }
        return Arrays.stream(value(name, variables).split("[,\\s]+"))
                .map(entry -> entry.endsWith(":" + called) ? entry.substring(0, entry.lastIndexOf(':')) : entry)
                .map(entry -> entry.replaceFirst("^\\*?\\.", ""))
                .filter(entry -> !entry.isEmpty())
                .map(entry -> entry.equals("*") ? ".*" : "(?i)(.*\\.)?" + Pattern.quote(entry))
                .collect(Collectors.toSet());
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

    private static int port(String scheme) {
        return Objects.requireNonNull(PORTS.get(scheme), scheme);
    }
}
