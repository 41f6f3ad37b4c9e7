package dev.tmctl.dump;

import dev.tmctl.manifest.ManifestObjects;
import dev.tmctl.target.Auth;
import dev.tmctl.target.KinesisTarget;
import dev.tmctl.target.PayloadMode;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The environment of a target's adapter, in the order of upstream's controller. The overrides stand where
/// upstream has them, and win over every variable of the same name; upstream lets them win over the first
/// three only. Their values are in the syntax of pods; what comes from the target is text, and is escaped.
final class AdapterVariables {
    /// Where the adapter's metrics are, in a cluster.
    static final int METRICS_PORT = 9092;

    /// It stands before the overrides, which may name it.
    static final EnvVar METRICS = variable(AdapterPorts.METRICS_PORT, Integer.toString(METRICS_PORT));

    private static final EnvVar NAMESPACE = new EnvVarBuilder()
            .withName("NAMESPACE")
            .withNewValueFrom()
            .withNewFieldRef()
            .withFieldPath("metadata.namespace")
            .endFieldRef()
            .endValueFrom()
            .build();

    private final KinesisTarget target;
    private final List<EnvVar> overrides;
    private final List<PodVariable> seen;

    AdapterVariables(KinesisTarget target, Overrides overrides) {
        this.target = target;
        this.overrides = overrides.env();
        this.seen = overrides.seen();
    }

    /// What upstream's controller gives the container of its Knative Service.
    ///
    /// @param namespace the namespace, which a Knative Service cannot ask for without a feature flag, or null
    ///     where it is not known
    List<EnvVar> knative(@Nullable String namespace) {
        // Knative sets it to the port of the container
        List<EnvVar> given = overrides.stream()
                .filter(variable -> !variable.getName().equals(AdapterPorts.PORT))
                .toList();
        return merged(
                given,
                List.of(variable("K_COMPONENT", "awskinesistarget"), variable("K_SINK_TIMEOUT", "30"), METRICS),
                List.of(
                        namespace == null ? List.of() : List.of(variable("NAMESPACE", namespace)),
                        List.of(variable("NAME", target.name()), variable("K_SINK", "")),
                        ofTargetInPod(),
                        List.of(
                                variable("K_LOGGING_CONFIG", "{}"),
                                variable("K_METRICS_CONFIG", "{}"),
                                variable("K_TRACING_CONFIG", "{}"))));
    }

    /// What the container of a plain pod needs.
    List<EnvVar> pod() {
        return merged(
                overrides,
                List.of(METRICS),
                List.of(List.of(NAMESPACE, variable("NAME", target.name())), ofTargetInPod()));
    }

    /// What a container outside a cluster needs, as it sees it. Overrides whose values are in a cluster are
    /// left out.
    List<EnvVar> container() {
        List<EnvVar> known = seen.stream()
                .filter(PodVariable::isKnown)
                .map(override -> variable(override.name(), override.value()))
                .toList();
        return merged(known, List.of(), List.of(List.of(variable("NAME", target.name())), ofTarget()));
    }

    private static List<EnvVar> merged(List<EnvVar> overrides, List<EnvVar> before, List<List<EnvVar>> after) {
        Set<String> names = overrides.stream().map(EnvVar::getName).collect(Collectors.toSet());
        List<EnvVar> all = new ArrayList<>(before);
        after.forEach(all::addAll);
        all.removeIf(variable -> names.contains(variable.getName()));
        int at = (int) before.stream()
                .filter(variable -> !names.contains(variable.getName()))
                .count();
        all.addAll(at, overrides);
        return all;
    }

    /// The target's own variables in the syntax of pods.
    private List<EnvVar> ofTargetInPod() {
        return ofTarget().stream()
                .map(variable -> variable.getValue() == null
                        ? variable
                        : variable(variable.getName(), PodSyntax.escaped(variable.getValue())))
                .toList();
    }

    private List<EnvVar> ofTarget() {
        List<EnvVar> variables = new ArrayList<>();
        switch (target.auth()) {
            case Auth.Credentials keys -> {
                variables.add(key("AWS_ACCESS_KEY_ID", "accessKeyID"));
                variables.add(key("AWS_SECRET_ACCESS_KEY", "secretAccessKey"));
                if (keys.sessionToken() != null) {
                    variables.add(key("AWS_SESSION_TOKEN", "sessionToken"));
                }
                add(variables, "AWS_ASSUME_ROLE_ARN", keys.assumeIamRole());
            }
            case Auth.DefaultChain chain -> add(variables, "AWS_ASSUME_ROLE_ARN", chain.assumeIamRole());
            case Auth.WebIdentity _ -> {
                // the cluster gives the pod what the role needs
            }
        }
        variables.add(variable("ARN", target.arn().toString()));
        variables.add(variable("AWS_KINESIS_PARTITION", target.partitionKey().value()));
        variables.add(variable("AWS_DISCARD_CE_CONTEXT", Boolean.toString(target.payloadMode() == PayloadMode.DATA)));
        add(variables, "AWS_KINESIS_PARTITION_FROM", target.partitioning().partitionFrom());
        if (target.ordered()) {
            variables.add(variable("AWS_KINESIS_ORDERED", "true"));
        }
        add(variables, "AWS_ENDPOINT_URL_KINESIS", target.endpoint());
        return variables;
    }

    private static void add(List<EnvVar> variables, String name, @Nullable Object value) {
        if (value != null) {
            variables.add(variable(name, value.toString()));
        }
    }

    private static EnvVar variable(String name, String value) {
        return new EnvVarBuilder().withName(name).withValue(value).build();
    }

    private EnvVar key(String name, String key) {
        return new EnvVarBuilder()
                .withName(name)
                .withNewValueFrom()
                .withNewSecretKeyRef()
                .withName(ManifestObjects.secretName(target.name()))
                .withKey(key)
                .endSecretKeyRef()
                .endValueFrom()
                .build();
    }
}
