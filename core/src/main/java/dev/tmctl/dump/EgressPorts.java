package dev.tmctl.dump;

import io.fabric8.kubernetes.api.model.EnvVar;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The ports that an adapter connects to, as far as its variables tell: those of AWS' own endpoints, of other
/// endpoints,
/// and of proxies.
///
/// @param ports in order
/// @param unknown variables whose port is not known here
record EgressPorts(SortedSet<Integer> ports, List<String> unknown) {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private static final List<String> ENDPOINTS =
            List.of("AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_KINESIS", "AWS_ENDPOINT_URL_STS");

    private static final List<String> PROXIES = List.of("HTTPS_PROXY", "HTTP_PROXY", "https_proxy", "http_proxy");

    /// The host may be a reference to another variable.
    private static final Pattern URL =
            Pattern.compile("(?i)(?:(https?)://)?(?:[^/@]*@)?[^/@]+?(?::([0-9]{1,5}))?(?:/.*)?");

    /// The ports that a pod with these variables needs.
    static EgressPorts of(List<EnvVar> variables) {
        SortedSet<Integer> ports = new TreeSet<>(List.of(HTTPS));
        SortedSet<String> unknown = new TreeSet<>();
        for (EnvVar variable : variables) {
            boolean proxy = PROXIES.contains(variable.getName());
            if (!proxy && !ENDPOINTS.contains(variable.getName())) {
                continue;
            }
            String value = variable.getValue() == null ? "" : variable.getValue();
            Matcher url = URL.matcher(value);
            boolean reference = value.startsWith("$(") && !value.contains("://");
            if (variable.getValueFrom() != null || reference || !value.isEmpty() && !url.matches()) {
                unknown.add(variable.getName());
            } else if (!value.isEmpty()) {
                ports.add(port(url, proxy));
            }
        }
        return new EgressPorts(ports, List.copyOf(unknown));
    }

    private static int port(Matcher url, boolean proxy) {
        if (url.group(2) != null) {
            return Integer.parseInt(url.group(2));
        }
        return proxy || "http".equalsIgnoreCase(url.group(1)) ? HTTP : HTTPS;
    }
}
