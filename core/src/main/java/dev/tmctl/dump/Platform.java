package dev.tmctl.dump;

import java.util.Locale;

/// Where a dumped target is to run.
public enum Platform {
    /// A cluster with TriggerMesh's controller, or this tool: Secret and AWSKinesisTarget.
    KUBERNETES,
    /// A cluster with Knative Serving and no controller of ours.
    KNATIVE,
    /// Any cluster.
    DEPLOYMENT,
    /// Docker or Podman with Compose.
    DOCKER_COMPOSE;

    /// The platform's name as users type it.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
