package dev.tmctl.adapter;

import dev.tmctl.aws.ConfiguredEndpoint;
import dev.tmctl.environment.EnvironmentVariable;
import dev.tmctl.target.Auth;
import dev.tmctl.target.AuthDraft;
import dev.tmctl.target.InvalidInputException;
import dev.tmctl.target.KinesisTarget;
import dev.tmctl.target.SecretText;
import dev.tmctl.target.TargetDraft;
import dev.tmctl.target.Violation;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// The adapter's configuration, read from the environment that upstream's controller gives its container.
///
/// @param target the stream, the partition key, the payload mode and the role to assume
/// @param host the address to listen on
/// @param port the port to listen on, 0 for a free one
/// @param namespace for metrics, empty outside a cluster
/// @param options what an adapter in a cluster may be told
public record AdapterSettings(KinesisTarget target, String host, int port, String namespace, ClusterOptions options) {
    /// The address to listen on; all of them unless this says otherwise, as in a container.
    public static final String HOST = "TMCTL_ADAPTER_HOST";

    /// The PEM file of the server's certificate.
    public static final String TLS_CERTIFICATE = ListenerSecurity.CERTIFICATE;

    /// The PEM file of the certificate's private key.
    public static final String TLS_KEY = ListenerSecurity.KEY;

    /// The file of the bearer tokens that are accepted.
    public static final String TOKENS = ListenerSecurity.TOKENS;

    private static final int DEFAULT_PORT = 8080;

    private static final Map<String, String> VARIABLES = Map.of(
            "arn", "ARN",
            "partition", "AWS_KINESIS_PARTITION",
            "partitionFrom", "AWS_KINESIS_PARTITION_FROM",
            "discardCloudEventContext", "AWS_DISCARD_CE_CONTEXT",
            "auth.credentials.assumeIamRole", "AWS_ASSUME_ROLE_ARN",
            "name", "NAME",
            "endpoint", "AWS_ENDPOINT_URL_KINESIS");

    /// An adapter with none of the options.
    public AdapterSettings(KinesisTarget target, String host, int port, String namespace) {
        this(target, host, port, namespace, ClusterOptions.NONE);
    }

    /// Reads the environment.
    ///
    /// @throws InvalidInputException with every broken rule; fields are the variables' names
    public static AdapterSettings fromEnvironment(Map<String, String> environment) {
        Variables variables = new Variables(environment);
        String role = variables.text("AWS_ASSUME_ROLE_ARN");
        // The role's form is checked together with keys; here the chain finds them later.
        SecretText placeholder = role == null ? null : new SecretText("from-the-chain");
        TargetDraft draft = new TargetDraft(
                variables.text("NAME", "adapter"),
                variables.text("ARN"),
                variables.text("AWS_KINESIS_PARTITION"),
                new AuthDraft(placeholder, placeholder, null, role, null, false, null, null),
                variables.flag("AWS_DISCARD_CE_CONTEXT"),
                null,
                variables.text(EnvironmentVariable.TMCTL_PROCESS_ENDPOINT.name()),
                null,
                false,
                variables.text("AWS_KINESIS_PARTITION_FROM"),
                variables.flag("AWS_KINESIS_ORDERED"),
                null);
        Integer port = variables.port("PORT", 0);
        KinesisTarget target = null;
        try {
            target = draft.validate().withAuth(new Auth.DefaultChain(role));
        } catch (InvalidInputException e) {
            for (Violation violation : e.violations()) {
                variables.violate(VARIABLES.getOrDefault(violation.field(), violation.field()), violation.message());
            }
        }
        checkEndpoints(variables, environment);
        int listenOn = port == null ? DEFAULT_PORT : port;
        ClusterOptions options = ClusterOptions.read(variables, listenOn);
        if (target == null || !variables.violations().isEmpty()) {
            throw new InvalidInputException(variables.violations());
        }
        return new AdapterSettings(
                target, variables.text(HOST, "0.0.0.0"), listenOn, variables.text("NAMESPACE", ""), options);
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
        if (target.partitioning().partitionFrom() != null) {
            environment.put(
                    "AWS_KINESIS_PARTITION_FROM",
                    target.partitioning().partitionFrom().toString());
        }
        if (target.ordered()) {
            environment.put("AWS_KINESIS_ORDERED", "true");
        }
        if (target.endpoint() != null) {
            environment.put("AWS_ENDPOINT_URL_KINESIS", target.endpoint().toString());
            // the user's shell may say that the one above is ignored
            environment.put(
                    EnvironmentVariable.TMCTL_PROCESS_ENDPOINT.name(),
                    target.endpoint().toString());
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
        Set<String> all = new HashSet<>(always);
        // it listens on loopback alone, and two of them cannot share a port
        all.addAll(ClusterOptions.VARIABLES);
        if (!(target.auth() instanceof Auth.Credentials) && !target.local()) {
            return all;
        }
        all.addAll(Set.of(
                "AWS_ACCESS_KEY_ID",
                "AWS_SECRET_ACCESS_KEY",
                "AWS_SESSION_TOKEN",
                "AWS_PROFILE",
                "AWS_ROLE_ARN",
                "AWS_WEB_IDENTITY_TOKEN_FILE"));
        return all;
    }

    /// STS is called with the first event only.
    private static void checkEndpoints(Variables variables, Map<String, String> environment) {
        ConfiguredEndpoint.mistakes(environment)
                .forEach(mistake -> mistake.violations()
                        .forEach(violation -> variables.violate(violation.field(), violation.message())));
    }
}
