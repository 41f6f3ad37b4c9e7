package dev.tmctl.dump;

import dev.tmctl.net.Loopback;
import dev.tmctl.target.KinesisTarget;
import dev.tmctl.target.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Variables of `adapterOverrides` that what is dumped could not keep up with.
///
/// @see <a href="https://github.com/knative/specs/blob/main/specs/serving/runtime-contract.md">Knative's
///     variables</a>
final class OverrideRules {
    private static final Set<String> FILES =
            Set.of("TMCTL_ADAPTER_TLS_CERT", "TMCTL_ADAPTER_TLS_KEY", "TMCTL_ADAPTER_TOKEN_FILE");

    private static final String HOST = "TMCTL_ADAPTER_HOST";

    /// What Knative sets itself, beside the port.
    private static final Set<String> KNATIVE = Set.of("K_SERVICE", "K_CONFIGURATION", "K_REVISION");

    /// Ports of the container that Knative puts beside each adapter.
    private static final Set<Integer> KNATIVE_PORTS = Set.of(8008, 8012, 8013, 8022, 9090, 9091);

    private final Overrides overrides;
    private final Platform platform;
    private final List<Violation> violations = new ArrayList<>();

    private OverrideRules(Overrides overrides, Platform platform) {
        this.overrides = overrides;
        this.platform = platform;
    }

    /// Every variable that cannot be followed; none for a controller, which makes its objects itself.
    static List<Violation> check(KinesisTarget target, Platform platform) {
        if (platform == Platform.KUBERNETES) {
            return List.of();
        }
        OverrideRules rules = new OverrideRules(Overrides.of(target), platform);
        AdapterPorts ports = AdapterPorts.read(rules.overrides, rules::wrong);
        rules.checkKnative(ports);
        rules.overrides.seen().forEach(rules::check);
        return rules.violations;
    }

    private void checkKnative(AdapterPorts ports) {
        if (platform == Platform.KNATIVE && KNATIVE_PORTS.contains(ports.http())) {
            wrong(AdapterPorts.PORT, "is " + ports.http() + ", which Knative needs itself; give another");
        }
    }

    private void check(PodVariable variable) {
        String name = variable.name();
        String value = variable.value();
        if (platform == Platform.KNATIVE && KNATIVE.contains(name)) {
            wrong(name, "is " + name + ", which Knative sets itself; leave it out");
        } else if (FILES.contains(name) && (!value.isEmpty() || !variable.isKnown())) {
            wrong(
                    name,
                    "is " + name + ", which names a file, and overrides bring none into the container, nor TLS to the "
                            + "probes; leave it out, and mount the file in a Deployment of your own");
        } else if (name.equals(HOST) && Loopback.isAuthority(value)) {
            wrong(name, "is " + name + ", and nobody reaches " + value + " from outside the container; leave it out");
        }
    }

    private void wrong(String name, String message) {
        violations.add(new Violation(overrides.path(name), message));
    }
}
