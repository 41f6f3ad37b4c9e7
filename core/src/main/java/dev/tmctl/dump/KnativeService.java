package dev.tmctl.dump;

import dev.tmctl.target.KinesisTarget;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The Knative Service that upstream's controller makes of a target, without its defects. Knative's own model
/// is not used: it is as large as all of Kubernetes' for the four fields that are needed here.
final class KnativeService {
    private static final String VISIBILITY = "networking.knative.dev/visibility";
    private static final String AUTOSCALING = "autoscaling.knative.dev/";

    private final KinesisTarget target;
    private final AdapterPod pod;
    private final DumpOptions options;

    KnativeService(KinesisTarget target, AdapterPod pod, DumpOptions options) {
        this.target = target;
        this.pod = pod;
        this.options = options;
    }

    GenericKubernetesResource object() {
        GenericKubernetesResource service = new GenericKubernetesResource();
        service.setApiVersion("serving.knative.dev/v1");
        service.setKind("Service");
        service.setMetadata(metadata());
        service.setAdditionalProperty(
                "spec", Map.of("template", Map.of("metadata", templateMetadata(), "spec", podSpec())));
        return service;
    }

    private ObjectMeta metadata() {
        Map<String, String> annotations = new TreeMap<>(pod.overrides().annotations());
        // Knative refuses them on a Service; upstream puts them there.
        annotations.keySet().removeIf(name -> name.startsWith(AUTOSCALING));
        ObjectMetaBuilder metadata = pod.metadata().withAnnotations(annotations);
        if (!pod.overrides().isPublic()) {
            metadata.addToLabels(VISIBILITY, "cluster-local");
        }
        return metadata.build();
    }

    private ObjectMeta templateMetadata() {
        Map<String, String> annotations = new TreeMap<>(pod.overrides().annotations());
        if (target.ordered()) {
            // two adapters would know nothing of each other's records
            annotations.put(AUTOSCALING + "max-scale", "1");
        }
        return new ObjectMetaBuilder()
                .withLabels(pod.labels())
                .withAnnotations(annotations)
                .build();
    }

    private PodSpec podSpec() {
        Container container = new ContainerBuilder()
                .withName("adapter")
                .withImage(options.image())
                .withPorts(ports())
                .withEnv(new AdapterVariables(target, pod.overrides()).knative(options.namespace()))
                .withResources(pod.overrides().resources())
                .build();
        return new PodSpecBuilder()
                .withServiceAccountName(pod.serviceAccountName())
                .withContainers(container)
                .withNodeSelector(pod.overrides().nodeSelector())
                .withAffinity(pod.overrides().affinity())
                .withTolerations(pod.overrides().tolerations())
                .build();
    }

    /// Where the overrides say nothing of the port, Knative has its own default, which is the adapter's.
    private List<ContainerPort> ports() {
        return pod.overrides().variable(AdapterPorts.PORT) == null
                ? List.of()
                : List.of(new ContainerPortBuilder()
                        .withContainerPort(pod.ports().http())
                        .build());
    }
}
