package dev.keyflux.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
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
        System.clearProperty("https.proxyHost");
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

    @ParameterizedTest
    @CsvSource({
        "proxy.example:3128, http, proxy.example, 3128, '', ''",
        "http://proxy.example, http, proxy.example, 80, '', ''",
        "HTTPS://proxy.example/, https, proxy.example, 443, '', ''",
        "bob@proxy.example:1, http, proxy.example, 1, bob, ''",
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
            strings = {"socks5://bob:secret@proxy.example:1080", "http://", "http://bob:sec ret@proxy", "http:///x"})
    void of_valueThatIsNoProxy_isRefusedWithoutShowingIt(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Proxies.of(null, Map.of("https_proxy", value)))
                .withMessage("https_proxy: expected the URL of an HTTP proxy, such as" + " http://proxy.example:3128");
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
