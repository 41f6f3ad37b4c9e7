package dev.tmctl.dump;

import dev.tmctl.target.Quoted;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Where an adapter listens in its container. Probes, Services, policies and compose files follow what the
/// overrides say, so that this has to be known here.
///
/// @param http for events and probes
/// @param metrics for metrics alone, or null where there is no port of their own
record AdapterPorts(int http, @Nullable Integer metrics) {
    /// The variable of the first.
    static final String PORT = "PORT";

    /// The variable of the second.
    static final String METRICS_PORT = "METRICS_PROMETHEUS_PORT";

    private static final int DEFAULT_PORT = 8080;

    /// The adapter takes none below.
    private static final int MIN_METRICS_PORT = 1024;

    private static final int MOST = 65_535;

    /// Whether a variable says a port, or that there is none, which is no secret.
    ///
    /// @param value as its container sees it
    static boolean says(String name, String value) {
        return Set.of(PORT, METRICS_PORT).contains(name) && value.matches("[0-9]{0,5}");
    }

    /// The ports of an adapter with these overrides, which were checked.
    static AdapterPorts of(Overrides overrides) {
        return read(overrides, (variable, message) -> {
            throw new IllegalStateException("the overrides were checked: " + variable + " " + message);
        });
    }

    /// The same; what is no port is told, and stands for the usual one.
    static AdapterPorts read(Overrides overrides, BiConsumer<String, String> wrong) {
        Integer http = port(overrides, PORT, 1, DEFAULT_PORT, DEFAULT_PORT, wrong);
        Integer metrics = port(overrides, METRICS_PORT, MIN_METRICS_PORT, AdapterVariables.METRICS_PORT, null, wrong);
        int port = http == null ? DEFAULT_PORT : http;
        if (metrics != null && metrics == port) {
            String name = overrides.variable(METRICS_PORT) == null ? PORT : METRICS_PORT;
            wrong.accept(
                    name,
                    "is " + port + ", like the port of " + (name.equals(PORT) ? "metrics" : "events")
                            + "; give another");
        }
        return new AdapterPorts(port, metrics);
    }

    /// @param otherwise where the overrides do not name the variable
    /// @param empty where they set it to nothing
    private static @Nullable Integer port(
            Overrides overrides,
            String name,
            int least,
            int otherwise,
            @Nullable Integer empty,
            BiConsumer<String, String> wrong) {
        PodVariable variable = overrides.variable(name);
        if (variable == null) {
            return otherwise;
        }
        if (!variable.isKnown()) {
            String where = variable.open().isEmpty()
                    ? "has valueFrom"
                    : "names " + String.join(", ", variable.open()) + ", which has valueFrom";
            wrong.accept(name, where + "; the ports of what is dumped follow it, so it needs a value");
            return otherwise;
        }
        String value = variable.value();
        if (value.isEmpty()) {
            return empty;
        }
        int port = value.matches("[0-9]{1,5}") ? Integer.parseInt(value) : -1;
        if (port < least || port > MOST) {
            wrong.accept(name, Quoted.of(value) + " is not a port; expected " + least + " to " + MOST);
            return otherwise;
        }
        return port;
    }
}
