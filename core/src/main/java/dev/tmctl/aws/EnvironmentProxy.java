package dev.tmctl.aws;

import dev.tmctl.target.InvalidInputException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;

/// The proxy that the environment names: `HTTPS_PROXY` or `HTTP_PROXY` by the scheme of what is called, in capitals or
/// not, and `NO_PROXY`. The SDK's own reading takes `HTTP_PROXY` for https too, and sends calls to this machine through
/// it.
///
/// @see <a href="https://pkg.go.dev/golang.org/x/net/http/httpproxy">The rules that TriggerMesh's adapter followed</a>
final class EnvironmentProxy {
    /// Names of this machine, which no proxy reaches.
    private static final String LOOPBACK = "localhost|127\\..*|\\[?::1]?";

    private EnvironmentProxy() {}

    /// The SDK's form of it.
    ///
    /// @param https whether what is called speaks https
    /// @throws InvalidInputException when the proxy is not named by a URL
    static ProxyConfiguration of(boolean https, Map<String, String> environment) {
        ProxyConfiguration.Builder proxy =
                ProxyConfiguration.builder().useEnvironmentVariableValues(false).nonProxyHosts(exempt(environment));
        String name = https ? "HTTPS_PROXY" : "HTTP_PROXY";
        String value = value(name, environment);
        if (value == null) {
            return proxy.build();
        }
        URI url = url(name, value);
        proxy.endpoint(URI.create("http://" + url.getHost() + ":" + (url.getPort() < 0 ? 80 : url.getPort())));
        String user = url.getUserInfo();
        if (user != null) {
            int colon = user.indexOf(':');
            proxy.username(colon < 0 ? user : user.substring(0, colon))
                    .password(colon < 0 ? "" : user.substring(colon + 1))
                    .preemptiveBasicAuthenticationEnabled(true);
        }
        return proxy.build();
    }

    private static URI url(String name, String value) {
        try {
            URI url = new URI(value.contains("://") ? value : "http://" + value);
            if (url.getHost() != null && "http".equalsIgnoreCase(url.getScheme())) {
                return url;
            }
        } catch (URISyntaxException e) {
            // the value may hold a password: it is not repeated
        }
        throw new InvalidInputException(name, "is not the URL of a proxy; expected http://HOST:PORT");
    }

    private static Set<String> exempt(Map<String, String> environment) {
        Set<String> patterns = new LinkedHashSet<>();
        patterns.add(LOOPBACK);
        String value = value("NO_PROXY", environment);
        for (String entry : (value == null ? "" : value).split(",", -1)) {
            String host = entry.strip().toLowerCase(Locale.ROOT);
            if (host.equals("*")) {
                patterns.add(".*");
            } else if (host.startsWith(".") || host.startsWith("*.")) {
                patterns.add(".*" + Pattern.quote(host.substring(host.indexOf('.'))));
            } else if (!host.isEmpty()) {
                patterns.add("(.*\\.)?" + Pattern.quote(host));
            }
        }
        return patterns;
    }

    private static @Nullable String value(String name, Map<String, String> environment) {
        String value = environment.getOrDefault(name, environment.get(name.toLowerCase(Locale.ROOT)));
        return value == null || value.isBlank() ? null : value.strip();
    }
}
