package dev.keyflux.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.nio.netty.ProxyConfiguration;

final class ProxiesTest {

    private static final String AWS = "lightsail.eu-west-1.amazonaws.com";
    private static final String PROXY = "http://proxy.example:3128";

    @AfterEach
    void forgetProperties() {
        for (var name : List.of("proxyHost", "proxyPort", "proxyUser", "proxyPassword")) {
            System.clearProperty("https." + name);
        }
        System.clearProperty("http.nonProxyHosts");
    }

    @Test
    void of_noVariable_isNone() {
        assertThat(Proxies.of(null, Map.of()).host()).isNull();
        assertThat(Proxies.of(null, Map.of("HTTPS_PROXY", " ")).host()).isNull();
    }

    @Test
    void of_awsItself_isThatForHttps() {
        var proxy = Proxies.of(null, Map.of("HTTPS_PROXY", PROXY, "HTTP_PROXY", "http://other.example:1"));

        assertThat(proxy.host()).isEqualTo("proxy.example");
        assertThat(proxy.port()).isEqualTo(3128);
        assertThat(proxy.scheme()).isEqualTo("http");
        assertThat(proxy.username()).isEmpty();
    }

    @Test
    void of_endpointOverHttp_isThatForHttp() {
        var variables = Map.of("HTTPS_PROXY", "http://other.example:1", "HTTP_PROXY", PROXY);

        assertThat(Proxies.of(URI.create("http://lightsail.example"), variables).host())
                .isEqualTo("proxy.example");
    }

    @Test
    void of_variableInSmallLetters_comesFirst() {
        var variables = Map.of("HTTPS_PROXY", "http://other.example:1", "https_proxy", PROXY);

        assertThat(Proxies.of(null, variables).host()).isEqualTo("proxy.example");
    }

    @Test
    void of_variableInSmallLettersThatIsEmpty_isNone() {
        assertThat(Proxies.of(null, Map.of("HTTPS_PROXY", PROXY, "https_proxy", ""))
                        .host())
                .isNull();
    }

    @Test
    void of_endpointThatTheSdkHasFromAVariable_isThatForIt() {
        var variables =
                Map.of("HTTP_PROXY", PROXY, "HTTPS_PROXY", "http://other.example:1", "NO_PROXY", "a.example:80");

        assertThat(Proxies.of(null, with(variables, "http://b.example")).host()).isEqualTo("proxy.example");
        assertThat(isDirect(Proxies.of(null, with(variables, "http://a.example")), "a.example"))
                .isTrue();
        assertThat(Proxies.of(null, with(variables, "nonsense")).host()).isEqualTo("other.example");
        assertThat(Proxies.of(null, with(variables, "http://localhost:4566")).host())
                .isNull();
    }

    @Test
    void tellJvm_proxyForAws_isTheJvmsToo() {
        Proxies.tellJvm(
                Map.of("HTTPS_PROXY", "http://bob:secret@proxy.example:3128", "NO_PROXY", "a.example,*.b.example"));

        assertThat(System.getProperty("https.proxyHost")).isEqualTo("proxy.example");
        assertThat(System.getProperty("https.proxyPort")).isEqualTo("3128");
        assertThat(System.getProperty("http.nonProxyHosts"))
                .isEqualTo("localhost|127.*|[::1]|a.example|*.a.example|b.example|*.b.example");
        var proxy = Proxies.of(null, Map.of());
        assertThat(proxy.username()).isEqualTo("bob");
        assertThat(proxy.password()).isEqualTo("secret");
        assertThat(isDirect(proxy, "sts.b.example")).isTrue();
        assertThat(isDirect(proxy, AWS)).isFalse();
    }

    @Test
    void tellJvm_toldBeforeOrNoProxyThatItCanCall_changesNothing() {
        Proxies.tellJvm(Map.of());
        Proxies.tellJvm(Map.of("HTTPS_PROXY", "https://proxy.example"));
        assertThat(System.getProperty("https.proxyHost")).isNull();

        System.setProperty("https.proxyHost", "jvm.example");
        Proxies.tellJvm(Map.of("HTTPS_PROXY", PROXY));
        assertThat(System.getProperty("https.proxyHost")).isEqualTo("jvm.example");
        assertThat(System.getProperty("https.proxyPort")).isNull();
    }

    private static Map<String, String> with(Map<String, String> variables, String endpoint) {
        var all = new HashMap<>(variables);
        all.put("AWS_ENDPOINT_URL", endpoint);
        return all;
    }

    @ParameterizedTest
    @CsvSource({
        "proxy.example:3128, http, proxy.example, 3128, '', ''",
        "http://proxy.example, http, proxy.example, 80, '', ''",
        "HTTPS://proxy.example/, https, proxy.example, 443, '', ''",
        "bob:x@proxy.example:1, http, proxy.example, 1, bob, x",
        "http://bob:a:b%40c@10.0.0.1:8080, http, 10.0.0.1, 8080, bob, a:b@c",
    })
    void of_value_isTakenApart(String value, String scheme, String host, int port, String user, String password) {
        var proxy = Proxies.of(null, Map.of("HTTPS_PROXY", value));

        assertThat(proxy)
                .extracting(
                        ProxyConfiguration::scheme,
                        ProxyConfiguration::host,
                        ProxyConfiguration::port,
                        ProxyConfiguration::username,
                        ProxyConfiguration::password)
                .containsExactly(scheme, host, port, user, password);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "socks5://bob:secret@proxy.example:1080",
                "http://",
                "http://bob:sec ret@proxy",
                "http:///x",
                "http://bob@proxy",
                "http://proxy:99999"
            })
    void of_valueThatIsNoProxy_isRefusedWithoutShowingIt(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Proxies.of(null, Map.of("https_proxy", value)))
                .withMessage("https_proxy: expected the URL of an HTTP proxy, such as http://proxy.example:3128 or"
                        + " http://user:password@proxy.example:3128");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:4566", "http://127.0.0.1:1", "https://127.1.2.3", "http://[::1]:80"})
    void of_loopback_isNeverCalledByWayOfOne(String endpoint) {
        var url = URI.create(endpoint);

        assertThat(Proxies.of(url, Map.of("HTTP_PROXY", PROXY, "HTTPS_PROXY", PROXY))
                        .host())
                .isNull();
        assertThat(isDirect(Proxies.of(null, Map.of("HTTPS_PROXY", PROXY)), url.getHost()))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                AWS,
                "other.example, amazonaws.com",
                ".amazonaws.com",
                "*.AmazonAWS.com",
                "amazonaws.com:443",
            })
    void of_hostThatNoProxyLists_isCalledDirectly(String direct) {
        assertThat(isDirect(Proxies.of(null, Map.of("HTTPS_PROXY", PROXY, "NO_PROXY", direct)), AWS))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",", "example", "aws.com", "amazonaws.com:80", "lightsail.eu-west-1"})
    void of_otherHosts_areNot(String direct) {
        assertThat(isDirect(Proxies.of(null, Map.of("HTTPS_PROXY", PROXY, "NO_PROXY", direct)), AWS))
                .isFalse();
    }

    @Test
    void of_property_comesBeforeVariables() {
        System.setProperty("https.proxyHost", "jvm.example");
        System.setProperty("http.nonProxyHosts", "*.amazonaws.com");

        var proxy = Proxies.of(null, Map.of("HTTPS_PROXY", PROXY));

        assertThat(proxy.host()).isEqualTo("jvm.example");
        assertThat(proxy.port()).isEqualTo(443);
        assertThat(isDirect(proxy, AWS)).isTrue();
        assertThat(isDirect(proxy, "sts.example")).isFalse();
    }

    /** As the SDK's client matches hosts. */
    private static boolean isDirect(ProxyConfiguration proxy, @Nullable String host) {
        return host != null && proxy.nonProxyHosts().stream().anyMatch(host::matches);
    }
}
