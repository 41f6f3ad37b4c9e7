package dev.tmctl.net;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The address of an HTTP server, taken apart.
///
/// [URI#getHost] knows no name that is not a host name of RFC 1123: names with `_`, which compose and GitLab
/// CI give to containers, and names whose labels begin or end with `-`. Resolvers and servers take them, and
/// so does this.
///
/// @param uri the whole of it
/// @param user what stands before `@`, percent-encoded, or null
/// @param host a name or an address; an IPv6 address is without its brackets
/// @param port 0 to 999,999,999 as it is written, or -1 where none is; see [#hasValidPort]
public record HttpAddress(URI uri, @Nullable String user, String host, int port) {
    private static final int MAX_PORT = 65_535;
    private static final int HTTP = 80;
    private static final int HTTPS = 443;
    private static final int MAX_PORT_DIGITS = 9;
    private static final int MAX_NAME = 253;
    private static final int MAX_LABEL = 63;

    /// The address that a text is, or nothing where it is none: not `http` or `https`, or without a host.
    public static Optional<HttpAddress> of(String text) {
        try {
            return of(new URI(text));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /// The address that a URI is, or nothing where it is none.
    public static Optional<HttpAddress> of(URI uri) {
        String scheme = uri.getScheme();
        String authority = uri.getRawAuthority();
        if (authority == null || !("http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme))) {
            return Optional.empty();
        }
        int at = authority.lastIndexOf('@');
        String place = authority.substring(at + 1);
        // behind the bracket of an IPv6 address, whose own colons come before it
        int colon = place.indexOf(':', place.lastIndexOf(']') + 1);
        String host = colon < 0 ? place : place.substring(0, colon);
        String digits = colon < 0 ? "" : place.substring(colon + 1);
        boolean known = uri.getHost() != null;
        if ((!known && !isName(host)) || !isNumber(digits) || digits.length() > MAX_PORT_DIGITS) {
            return Optional.empty();
        }
        return Optional.of(new HttpAddress(
                uri,
                at < 0 ? null : authority.substring(0, at),
                host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
                digits.isEmpty() ? -1 : Integer.parseInt(digits)));
    }

    /// Letters, digits, `-` and `_` in labels; a name that ends in a number is an IPv4 address or nothing.
    ///
    /// @see <a href="https://url.spec.whatwg.org/#ends-in-a-number-checker">Ends in a number</a>
    private static boolean isName(String text) {
        String name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        String[] labels = name.split("\\.", -1);
        for (String label : labels) {
            if (label.isEmpty() || label.length() > MAX_LABEL || !label.chars().allMatch(HttpAddress::isInName)) {
                return false;
            }
        }
        return name.length() <= MAX_NAME && !isNumber(labels[labels.length - 1]);
    }

    private static boolean isInName(int c) {
        return c == '-' || c == '_' || isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isNumber(String text) {
        return text.chars().allMatch(HttpAddress::isDigit);
    }

    /// Whether it is reached by TLS.
    public boolean https() {
        return "https".equals(uri.getScheme().toLowerCase(Locale.ROOT));
    }

    /// Whether there is no port, or one that exists: 1 to 65535.
    public boolean hasValidPort() {
        return port == -1 || (port >= 1 && port <= MAX_PORT);
    }

    /// The port that is connected to: the one that is written, else the scheme's.
    public int effectivePort() {
        if (port >= 0) {
            return port;
        }
        return https() ? HTTPS : HTTP;
    }
}
