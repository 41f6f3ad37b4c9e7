package dev.tmctl.net;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which proxy leads to an address, by the environment. Every client of the program asks this, and no client
/// reads the variables itself, so that all follow the same rules: those of Go's `httpproxy`, which what runs
/// in Kubernetes follows.
///
/// `HTTPS_PROXY` counts for https and `HTTP_PROXY` for http, `NO_PROXY` for both ([NoProxy]). Each is also
/// read in lower case where the one in capitals is not set. Unlike Go, a proxy that cannot be used is refused
/// and not ignored; its scheme is `http`.
///
/// @see <a href="https://pkg.go.dev/golang.org/x/net/http/httpproxy">httpproxy</a>
public final class ProxyRules {
    /// No proxy for anything.
    public static final ProxyRules NONE = of(Map.of());

    private static final String HTTP = "HTTP_PROXY";

    private final @Nullable String https;
    private final @Nullable String http;
    private final boolean cgi;
    private final NoProxy exempt;

    private ProxyRules(Map<String, String> environment) {
        https = value("HTTPS_PROXY", environment);
        http = value(HTTP, environment);
        cgi = environment.containsKey("REQUEST_METHOD");
        String list = https == null && http == null ? null : value("NO_PROXY", environment);
        exempt = NoProxy.of(list == null ? "" : list);
    }

    /// A proxy.
    ///
    /// @param host its name or address
    /// @param port its port
    /// @param user who asks it, or null
    /// @param password the user's password, or null
    public record Proxy(
            String host,
            int port,
            @Nullable String user,
            @Nullable String password) {
        /// Without the password.
        @Override
        public String toString() {
            return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
        }
    }

    /// The rules of an environment. Nothing is checked before it is needed.
    public static ProxyRules of(Map<String, String> environment) {
        return new ProxyRules(environment);
    }

    /// Whether the environment names no proxy at all.
    public boolean isEmpty() {
        return https == null && http == null;
    }

    /// The proxy that leads to an address, or nothing where it is reached without one.
    ///
    /// @throws InvalidProxyException when the proxy cannot be used
    public Optional<Proxy> proxyFor(HttpAddress address) {
        return proxyFor(address.https(), address.host(), address.effectivePort());
    }

    /// The proxy that leads to a host, or nothing where it is reached without one.
    ///
    /// @param tls whether it is reached by TLS
    /// @param host its name or address, without brackets
    /// @param port its port
    /// @throws InvalidProxyException when the proxy cannot be used
    public Optional<Proxy> proxyFor(boolean tls, String host, int port) {
        String name = tls ? "HTTPS_PROXY" : HTTP;
        String value = tls ? https : http;
        if (value == null || exempt.exempts(host, port)) {
            return Optional.empty();
        }
        if (!tls && cgi) {
            // see https://golang.org/s/cgihttpproxy
            throw new InvalidProxyException(
                    name, "is not used in a CGI program (REQUEST_METHOD is set), whose callers can set it");
        }
        return Optional.of(proxy(name, value));
    }

    private static Proxy proxy(String name, String value) {
        HttpAddress address = HttpAddress.of(hasScheme(value) ? value : "http://" + value)
                .filter(proxy -> !proxy.https() && proxy.hasValidPort())
                .orElseThrow(() -> notAProxy(name));
        String user = address.user();
        if (user == null) {
            return new Proxy(address.host(), address.effectivePort(), null, null);
        }
        int colon = user.indexOf(':');
        try {
            return new Proxy(
                    address.host(),
                    address.effectivePort(),
                    decoded(colon < 0 ? user : user.substring(0, colon)),
                    colon < 0 ? "" : decoded(user.substring(colon + 1)));
        } catch (IllegalArgumentException e) {
            throw notAProxy(name);
        }
    }

    private static boolean hasScheme(String value) {
        return value.contains("://");
    }

    /// Percent-decoded; a `+` is a `+` in a URL's authority.
    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static InvalidProxyException notAProxy(String name) {
        return new InvalidProxyException(name, "is not the URL of a proxy; expected http://HOST:PORT");
    }

    private static @Nullable String value(String name, Map<String, String> environment) {
        for (String one : new String[] {name, name.toLowerCase(Locale.ROOT)}) {
            String value = environment.get(one);
            if (value != null && !value.isBlank()) {
                return value.strip();
            }
        }
        return null;
    }
}
