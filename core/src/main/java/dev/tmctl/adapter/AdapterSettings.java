package dev.tmctl.adapter;

import dev.tmctl.target.Auth;
import dev.tmctl.target.AuthDraft;
import dev.tmctl.target.InvalidInputException;
import dev.tmctl.target.KinesisTarget;
import dev.tmctl.target.Quoted;
import dev.tmctl.target.SecretText;
import dev.tmctl.target.TargetDraft;
import dev.tmctl.target.Violation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The adapter's configuration, read from the environment that upstream's controller gives its container.
///
/// @param target the stream, the partition key, the payload mode and the role to assume
/// @param host the address to listen on
/// @param port the port to listen on, 0 for a free one
/// @param namespace for metrics, empty outside a cluster
public record AdapterSettings(KinesisTarget target, String host, int port, String namespace) {
    /// The address to listen on; all of them unless this says otherwise, as in a container.
    public static final String HOST = "TMCTL_ADAPTER_HOST";

    private static final int DEFAULT_PORT = 8080;
    private static final int MAX_PORT = 65_535;

    /// Go's spellings, as upstream's adapter takes them.
    private static final Set<String> TRUE = Set.of("1", "t", "T", "TRUE", "true", "True");

    private static final Set<String> FALSE = Set.of("0", "f", "F", "FALSE", "false", "False");

    private static final Map<String, String> VARIABLES = Map.of(
            "arn", "ARN",
            "partition", "AWS_KINESIS_PARTITION",
            "partitionFrom", "AWS_KINESIS_PARTITION_FROM",
            "discardCloudEventContext", "AWS_DISCARD_CE_CONTEXT",
            "auth.credentials.assumeIamRole", "AWS_ASSUME_ROLE_ARN",
            "name", "NAME",
            "endpoint", "AWS_ENDPOINT_URL_KINESIS");

    /// Reads the environment.
    ///
    /// @throws InvalidInputException with every broken rule; fields are the variables' names
    public static AdapterSettings fromEnvironment(Map<String, String> environment) {
        List<Violation> violations = new ArrayList<>();
        String role = nonEmpty(environment, "AWS_ASSUME_ROLE_ARN");
        // The role's form is checked together with keys; here the chain finds them later.
        SecretText placeholder = role == null ? null : new SecretText("from-the-chain");
        TargetDraft draft = new TargetDraft(
                environment.getOrDefault("NAME", "adapter"),
                nonEmpty(environment, "ARN"),
                nonEmpty(environment, "AWS_KINESIS_PARTITION"),
                new AuthDraft(placeholder, placeholder, null, role, null, false, null, null),
                flag(environment, "AWS_DISCARD_CE_CONTEXT", violations),
                null,
                null,
                null,
                false,
                nonEmpty(environment, "AWS_KINESIS_PARTITION_FROM"),
                flag(environment, "AWS_KINESIS_ORDERED", violations),
                null);
        int port = port(environment, violations);
        KinesisTarget target = null;
        try {
            target = draft.validate().withAuth(new Auth.DefaultChain(role));
        } catch (InvalidInputException e) {
            for (Violation violation : e.violations()) {
                String variable = VARIABLES.getOrDefault(violation.field(), violation.field());
                violations.add(new Violation(variable, violation.message()));
            }
        }
        checkEndpoint(environment, "AWS_ENDPOINT_URL", violations);
        checkEndpoint(environment, "AWS_ENDPOINT_URL_KINESIS", violations);
        if (target == null || !violations.isEmpty()) {
            throw new InvalidInputException(violations);
        }
        return new AdapterSettings(
                target, environment.getOrDefault(HOST, "0.0.0.0"), port, environment.getOrDefault("NAMESPACE", ""));
    }

    /// The environment that makes an adapter of a target; the opposite of [#fromEnvironment].
    ///
    /// @param port the port to listen on, 0 for a free one
    public static Map<String, String> toEnvironment(KinesisTarget target, int port) {
        Map<String, String> environment = new HashMap<>();
        environment.put("NAME", target.name());
        environment.put("ARN", target.arn().toString());
        environment.put("AWS_KINESIS_PARTITION", target.partitionKey().value());
        if (target.discardCloudEventContext() != null) {
            environment.put(
                    "AWS_DISCARD_CE_CONTEXT", target.discardCloudEventContext().toString());
        }
        if (target.placement().partitionFrom() != null) {
            environment.put(
                    "AWS_KINESIS_PARTITION_FROM",
                    target.placement().partitionFrom().toString());
        }
        if (target.ordered()) {
            environment.put("AWS_KINESIS_ORDERED", "true");
        }
        if (target.endpoint() != null) {
            environment.put("AWS_ENDPOINT_URL_KINESIS", target.endpoint().toString());
        }
        switch (target.auth()) {
            case Auth.Credentials keys -> {
                environment.put("AWS_ACCESS_KEY_ID", keys.accessKeyId().reveal());
                environment.put("AWS_SECRET_ACCESS_KEY", keys.secretAccessKey().reveal());
                if (keys.sessionToken() != null) {
                    environment.put("AWS_SESSION_TOKEN", keys.sessionToken().reveal());
                }
                if (keys.assumeIamRole() != null) {
                    environment.put("AWS_ASSUME_ROLE_ARN", keys.assumeIamRole());
                }
            }
            case Auth.WebIdentity role -> {
                if (role.roleArn() != null) {
                    environment.put("AWS_ROLE_ARN", role.roleArn());
                }
            }
            case Auth.DefaultChain chain -> {
                if (chain.assumeIamRole() != null) {
                    environment.put("AWS_ASSUME_ROLE_ARN", chain.assumeIamRole());
                }
            }
        }
        if (target.local()) {
            // The local Kinesis wants signed requests like AWS, but takes any key.
            environment.put("AWS_ACCESS_KEY_ID", "local");
            environment.put("AWS_SECRET_ACCESS_KEY", "local");
        }
        environment.put("PORT", Integer.toString(port));
        environment.put(HOST, "127.0.0.1");
        return environment;
    }

    /// The variables of the user's shell that must not leak into the adapter of a target.
    public static Set<String> foreignVariables(KinesisTarget target) {
        Set<String> always = Set.of(
                "ARN",
                "AWS_KINESIS_PARTITION",
                "AWS_KINESIS_PARTITION_FROM",
                "AWS_KINESIS_ORDERED",
                "AWS_DISCARD_CE_CONTEXT",
                "AWS_ASSUME_ROLE_ARN");
        if (!(target.auth() instanceof Auth.Credentials) && !target.local()) {
            return always;
        }
        Set<String> all = new java.util.HashSet<>(always);
        all.addAll(Set.of(
                "AWS_ACCESS_KEY_ID",
                "AWS_SECRET_ACCESS_KEY",
                "AWS_SESSION_TOKEN",
                "AWS_PROFILE",
                "AWS_ROLE_ARN",
                "AWS_WEB_IDENTITY_TOKEN_FILE"));
        return all;
    }

    private static void checkEndpoint(Map<String, String> environment, String name, List<Violation> violations) {
        String url = nonEmpty(environment, name);
        if (url != null && !url.matches("https?://[^/\\s?#@]+(/[^\\s?#]*)?")) {
            violations.add(new Violation(
                    name,
                    (url.contains("@") ? "holds a user name or is not a URL" : Quoted.of(url) + " is not a URL")
                            + "; expected http(s)://HOST[:PORT]"));
        }
    }

    private static int port(Map<String, String> environment, List<Violation> violations) {
        String text = nonEmpty(environment, "PORT");
        if (text == null) {
            return DEFAULT_PORT;
        }
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= MAX_PORT) {
                return port;
            }
        } catch (NumberFormatException e) {
            // reported below like a number out of range
        }
        violations.add(new Violation("PORT", Quoted.of(text) + " is not a port; expected 0 to " + MAX_PORT));
        return DEFAULT_PORT;
    }

    private static @Nullable Boolean flag(Map<String, String> environment, String name, List<Violation> violations) {
        String text = nonEmpty(environment, name);
        if (text == null) {
            return null;
        }
        if (!TRUE.contains(text) && !FALSE.contains(text)) {
            violations.add(new Violation(name, Quoted.of(text) + " is not a boolean; expected true or false"));
        }
        return TRUE.contains(text);
    }

    private static @Nullable String nonEmpty(Map<String, String> environment, String name) {
        String value = environment.get(name);
        return value == null || value.isEmpty() ? null : value;
    }
}
