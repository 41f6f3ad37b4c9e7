package dev.tmctl.target;

import java.util.regex.Pattern;

/// Kubernetes object names.
///
/// @see <a href="https://kubernetes.io/docs/concepts/overview/working-with-objects/names/">Object names</a>
public final class DnsName {
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
    private static final Pattern SUBDOMAIN =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
    private static final int MAX_SUBDOMAIN = 253;

    private DnsName() {}

    /// RFC 1123 label: 1 to 63 lower-case letters, digits and inner hyphens.
    public static boolean isLabel(String name) {
        return LABEL.matcher(name).matches();
    }

    /// RFC 1123 subdomain: labels joined by dots, up to 253 characters.
    public static boolean isSubdomain(String name) {
        return name.length() <= MAX_SUBDOMAIN && SUBDOMAIN.matcher(name).matches();
    }
}
