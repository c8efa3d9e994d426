package dev.keyflux.aws;

import java.net.URI;
import java.util.Locale;
import java.util.Set;

/** What can be called. */
public final class Endpoints {

    private static final Set<String> SCHEMES = Set.of("http", "https");

    private Endpoints() {}

    /**
     * The same URL.
     *
     * @throws IllegalArgumentException unless its scheme is {@code http} or {@code https} and it names a host
     */
    public static URI check(URI url) {
        var scheme = url.getScheme();
        if (url.getHost() == null || scheme == null || !SCHEMES.contains(scheme.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(
                    "endpoint '" + url + "': expected a URL such as https://lightsail.eu-west-1.amazonaws.com");
        }
        return url;
    }
}
