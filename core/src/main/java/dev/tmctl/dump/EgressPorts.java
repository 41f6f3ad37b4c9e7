package dev.tmctl.dump;

import dev.tmctl.manifest.Placeholder;
import io.fabric8.kubernetes.api.model.EnvVar;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The ports that an adapter connects to, as far as its variables tell: those of AWS' own endpoints, of other
/// endpoints, and of proxies.
///
/// @param ports in order
/// @param unknown variables whose port is not known here
record EgressPorts(SortedSet<Integer> ports, List<String> unknown) {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private static final List<String> ENDPOINTS =
            List.of("AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_KINESIS", "AWS_ENDPOINT_URL_STS");

    private static final List<String> PROXIES = List.of("HTTPS_PROXY", "HTTP_PROXY", "https_proxy", "http_proxy");

    private static final Pattern URL = Pattern.compile(
            "(?i)(?:(https?)://)?(?:[^/@]*@)?(?:\\[[^]/@]*]|[^]\\[/@:]+)(?::([0-9]{1,5}))?(?:[/?#].*)?");

    private static final int MOST = 65_535;

    /// The ports that a pod with these variables needs.
    static EgressPorts of(List<EnvVar> pod) {
        SortedSet<Integer> ports = new TreeSet<>(List.of(HTTPS));
        SortedSet<String> unknown = new TreeSet<>();
        for (PodVariable variable : PodVariable.of(pod)) {
            boolean proxy = PROXIES.contains(variable.name());
            if (!proxy && !ENDPOINTS.contains(variable.name())) {
                continue;
            }
            Integer port = port(variable, proxy);
            if (port != null) {
                ports.add(port);
            } else if (!variable.isKnown() || !variable.value().isEmpty()) {
                unknown.add(variable.name());
            }
        }
        return new EgressPorts(ports, List.copyOf(unknown));
    }

    /// Null where there is none, and where it is not known here. What is left open may be a host with its port.
    private static @Nullable Integer port(PodVariable variable, boolean proxy) {
        Matcher url = URL.matcher(variable.value());
        if (!url.matches()) {
            return null;
        }
        if (url.group(2) != null) {
            int port = Integer.parseInt(url.group(2));
            return port == 0 || port > MOST ? null : port;
        }
        boolean open = !variable.isKnown()
                || !variable.undefined().isEmpty()
                || variable.value().contains(Placeholder.TEXT);
        if (open) {
            return null;
        }
        return proxy || "http".equalsIgnoreCase(url.group(1)) ? HTTP : HTTPS;
    }
}
