package dev.tmctl.dump;

import dev.tmctl.manifest.Placeholder;
import dev.tmctl.target.Auth;
import dev.tmctl.target.KinesisTarget;
import dev.tmctl.target.SecretText;
import io.fabric8.kubernetes.api.model.EnvVar;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The adapters of targets as services of a compose file. Keys are not in it: each stands as a variable, and
/// the variables are in a file of their own, which Compose reads when it is called `.env`.
///
/// @see <a href="https://docs.docker.com/reference/compose-file/interpolation/">Interpolation</a>
final class ComposeFile {
    private static final int FIRST_PORT = 8080;
    private static final String ID = "AWS_ACCESS_KEY_ID";
    private static final String SECRET = "AWS_SECRET_ACCESS_KEY";
    private static final String TOKEN = "AWS_SESSION_TOKEN";

    private final List<KinesisTarget> targets;
    private final DumpOptions options;
    private final Warnings warnings;

    ComposeFile(List<KinesisTarget> targets, DumpOptions options, Warnings warnings) {
        this.targets = targets;
        this.options = options;
        this.warnings = warnings;
    }

    Map<String, Object> content() {
        Map<String, Object> services = new TreeMap<>();
        Set<Integer> taken = targets.stream()
                .map(KinesisTarget::port)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        int port = FIRST_PORT;
        for (KinesisTarget target : targets) {
            Integer fixed = target.port();
            while (fixed == null && !taken.add(port)) {
                port++;
            }
            services.put(target.name(), service(target, fixed == null ? port : fixed));
        }
        return new TreeMap<>(Map.of("services", services));
    }

    private Map<String, Object> service(KinesisTarget target, int port) {
        Map<String, Object> service = new TreeMap<>();
        service.put("container_name", target.name());
        service.put("image", options.image());
        service.put("environment", environment(target));
        service.put(
                "ports",
                List.of("127.0.0.1:" + port + ":"
                        + AdapterPorts.of(Overrides.of(target)).http()));
        service.put("restart", "unless-stopped");
        service.put("stop_grace_period", "60s");
        service.put("read_only", true);
        service.put("tmpfs", List.of("/tmp"));
        service.put("cap_drop", List.of("ALL"));
        service.put("security_opt", List.of("no-new-privileges:true"));
        return service;
    }

    private List<String> environment(KinesisTarget target) {
        List<String> lines = new ArrayList<>();
        if (!(target.auth() instanceof Auth.Credentials)) {
            // without a value a variable is that of the user's shell
            lines.addAll(List.of(ID, SECRET, TOKEN));
        }
        Overrides overrides = Overrides.of(target);
        for (EnvVar variable : new AdapterVariables(target, overrides).container()) {
            lines.add(variable.getName() + "=" + value(target, variable));
        }
        overrides.seen().forEach(variable -> warn(target, variable));
        return lines;
    }

    private void warn(KinesisTarget target, PodVariable variable) {
        String of = target.name() + " has the variable " + variable.name() + " in adapterOverrides, ";
        if (!variable.open().isEmpty()) {
            warnings.add(of + "which names " + String.join(", ", variable.open())
                    + ", whose value is in a cluster; it is left out");
        } else if (!variable.isKnown()) {
            warnings.add(of + "whose value is in a cluster; it is left out");
        }
        if (!variable.undefined().isEmpty()) {
            String references =
                    variable.undefined().stream().map(PodSyntax::reference).collect(Collectors.joining(", "));
            warnings.add(of + "which names " + references
                    + "; no variable before it has that name, so it stands there as it is written");
        }
    }

    private static String value(KinesisTarget target, EnvVar variable) {
        if (variable.getValueFrom() != null) {
            // one of the target's keys
            return "${" + prefix(target) + variable.getName() + ":?set it, or write it with tmctl dump --env-file}";
        }
        return variable.getValue() == null ? "" : escaped(variable.getValue());
    }

    /// A dollar begins a variable.
    private static String escaped(String text) {
        return text.replace("$", "$$");
    }

    /// The file of variables, or null when no target has keys.
    @Nullable
    EnvFile envFile() {
        Map<String, String> values = new TreeMap<>();
        for (KinesisTarget target : targets) {
            keys(target)
                    .forEach((name, secret) ->
                            values.put(prefix(target) + name, options.secrets() ? secret.reveal() : Placeholder.TEXT));
        }
        return values.isEmpty() ? null : EnvFile.of(values);
    }

    private static Map<String, SecretText> keys(KinesisTarget target) {
        Map<String, SecretText> keys = new TreeMap<>();
        if (target.auth() instanceof Auth.Credentials credentials) {
            keys.put(ID, credentials.accessKeyId());
            keys.put(SECRET, credentials.secretAccessKey());
            if (credentials.sessionToken() != null) {
                keys.put(TOKEN, credentials.sessionToken());
            }
        }
        return keys;
    }

    /// `orders-eu` has the variables `TMCTL_ORDERS_EU_…`. Names of targets have no underscore, so no two get
    /// the same.
    private static String prefix(KinesisTarget target) {
        return "TMCTL_" + target.name().toUpperCase(Locale.ROOT).replace('-', '_') + "_";
    }
}
