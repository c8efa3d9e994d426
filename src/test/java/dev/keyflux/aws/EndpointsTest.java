package dev.keyflux.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EndpointsTest {

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:4566", "https://lightsail.eu-west-1.amazonaws.com", "HTTP://[::1]:80/"})
    void builder_urlOverHttp_takesIt(String url) {
        var builder = LightsailClients.builder();

        assertThat(builder.endpoint(URI.create(url))).isSameAs(builder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "localhost:4566", "ftp://127.0.0.1", "http:///path", "//127.0.0.1:4566"})
    void builder_anythingElse_refusesItAtOnce(String url) {
        var builder = LightsailClients.builder();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.endpoint(URI.create(url)))
                .withMessageContaining("'%s'", url);
    }
}
