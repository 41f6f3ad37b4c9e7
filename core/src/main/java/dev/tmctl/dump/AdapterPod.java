package dev.tmctl.dump;

import dev.tmctl.target.Auth;
import dev.tmctl.target.KinesisTarget;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What the objects of one target's adapter have in common: names, labels, and the service account.
final class AdapterPod {
    private static final String COMPONENT = "awskinesistarget";
    private static final String NAME = "app.kubernetes.io/name";
    private static final String INSTANCE = "app.kubernetes.io/instance";
    private static final String ROLE = "eks.amazonaws.com/role-arn";

    private final KinesisTarget target;
    private final @Nullable String namespace;
    private final Overrides overrides;

    AdapterPod(KinesisTarget target, @Nullable String namespace) {
        this.target = target;
        this.namespace = namespace;
        this.overrides = Overrides.of(target);
    }

    Overrides overrides() {
        return overrides;
    }

    /// Where the adapter listens.
    AdapterPorts ports() {
        return AdapterPorts.of(overrides);
    }

    /// The name of the adapter's objects.
    String name() {
        return ChildName.of(COMPONENT + "-", target.name());
    }

    /// The labels by which the adapter's pods are found; no override changes them.
    Map<String, String> selector() {
        return new TreeMap<>(Map.of(NAME, COMPONENT, INSTANCE, target.name()));
    }

    /// All labels. The tool that made the objects is named, since upstream's controller changes what carries
    /// its own name.
    Map<String, String> labels() {
        Map<String, String> labels = commonLabels();
        labels.putAll(overrides.labels());
        labels.putAll(selector());
        return labels;
    }

    private static Map<String, String> commonLabels() {
        return new TreeMap<>(Map.of(
                NAME,
                COMPONENT,
                "app.kubernetes.io/component",
                "adapter",
                "app.kubernetes.io/part-of",
                "triggermesh",
                "app.kubernetes.io/managed-by",
                "tmctl"));
    }

    /// The name, the labels and the namespace of one of the adapter's objects.
    ObjectMetaBuilder metadata() {
        return new ObjectMetaBuilder().withName(name()).withNamespace(namespace).withLabels(labels());
    }

    /// The name of the service account that the pod runs as: one for all targets with keys, one of its own
    /// for a role.
    String serviceAccountName() {
        return switch (target.auth()) {
            case Auth.Credentials _ -> COMPONENT + "-adapter";
            case Auth.WebIdentity role when role.serviceAccount() != null -> role.serviceAccount();
            case Auth.WebIdentity _, Auth.DefaultChain _ -> ChildName.of(COMPONENT + "-i-", target.name());
        };
    }

    /// The service account, unless the target names one without a role: that is there already, and is left as
    /// it is.
    Optional<ServiceAccount> serviceAccount() {
        if (target.auth() instanceof Auth.WebIdentity(@Nullable String role, @Nullable String account, boolean _)
                && role == null
                && account != null) {
            return Optional.empty();
        }
        ObjectMeta metadata = new ObjectMetaBuilder()
                .withName(serviceAccountName())
                .withNamespace(namespace)
                .withLabels(commonLabels())
                .build();
        if (target.auth() instanceof Auth.WebIdentity(@Nullable String role, @Nullable String _, boolean _)) {
            metadata.setAnnotations(Map.of(ROLE, String.valueOf(role)));
        }
        return Optional.of(new ServiceAccountBuilder().withMetadata(metadata).build());
    }
}
