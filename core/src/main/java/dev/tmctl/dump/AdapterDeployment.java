package dev.tmctl.dump;

import dev.tmctl.target.KinesisTarget;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.HTTPGetActionBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A Deployment of the adapter and what belongs to one: Service, disruption budget, autoscaler, network
/// policy.
final class AdapterDeployment {
    static final String HTTP = "http";
    static final String METRICS = "metrics";

    private static final int SERVICE_PORT = 80;
    private static final String TMP = "tmp";

    /// Not root, and no user of a usual image.
    private static final long USER = 65_532;

    /// A drain answers what is under way before the pod's end.
    private static final long DRAIN_SECONDS = 60;

    private static final Map<String, Quantity> REQUESTS =
            Map.of("cpu", Quantity.parse("100m"), "memory", Quantity.parse("256Mi"));
    private static final Map<String, Quantity> LIMITS = Map.of("memory", Quantity.parse("512Mi"));
    private static final int FEWEST = 2;
    private static final int MOST = 10;
    private static final int CPU_PERCENT = 80;

    private final KinesisTarget target;
    private final AdapterPod pod;
    private final DumpOptions options;

    AdapterDeployment(KinesisTarget target, AdapterPod pod, DumpOptions options) {
        this.target = target;
        this.pod = pod;
        this.options = options;
    }

    List<HasMetadata> objects() {
        List<HasMetadata> objects = new ArrayList<>(List.of(deployment(), service()));
        if (!target.ordered()) {
            objects.add(disruptionBudget());
            objects.add(autoscaler());
        }
        objects.add(new AdapterNetworkPolicy(target, pod).object());
        return objects;
    }

    /// A strict order is kept by one adapter only: it is gone before the next one starts.
    private Deployment deployment() {
        Map<String, String> annotations = new TreeMap<>(pod.overrides().annotations());
        annotations.keySet().removeIf(name -> name.startsWith("autoscaling.knative.dev/"));
        return new DeploymentBuilder()
                .withMetadata(pod.metadata().withAnnotations(annotations).build())
                .withNewSpec()
                .withReplicas(target.ordered() ? 1 : null)
                .withNewSelector()
                .withMatchLabels(pod.selector())
                .endSelector()
                .withNewStrategy()
                .withType(target.ordered() ? "Recreate" : "RollingUpdate")
                .endStrategy()
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(pod.labels())
                .withAnnotations(annotations)
                .endMetadata()
                .withSpec(podSpec())
                .endTemplate()
                .endSpec()
                .build();
    }

    private PodSpec podSpec() {
        return new PodSpecBuilder()
                .withServiceAccountName(pod.serviceAccountName())
                .withAutomountServiceAccountToken(false)
                .withTerminationGracePeriodSeconds(DRAIN_SECONDS)
                .withNewSecurityContext()
                .withRunAsNonRoot(true)
                .withRunAsUser(USER)
                .withRunAsGroup(USER)
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .endSecurityContext()
                .withContainers(container())
                .addNewVolume()
                .withName(TMP)
                .withNewEmptyDir()
                .endEmptyDir()
                .endVolume()
                .withNodeSelector(pod.overrides().nodeSelector())
                .withAffinity(pod.overrides().affinity())
                .withTolerations(pod.overrides().tolerations())
                .build();
    }

    private Container container() {
        return new ContainerBuilder()
                .withName("adapter")
                .withImage(options.image())
                .withPorts(containerPorts())
                .withEnv(new AdapterVariables(target, pod.overrides()).pod())
                .withStartupProbe(probe("/healthz", 1, 60))
                .withLivenessProbe(probe("/healthz", 10, 3))
                .withReadinessProbe(probe("/readyz", 5, 3))
                .withResources(resources())
                .withNewSecurityContext()
                .withAllowPrivilegeEscalation(false)
                .withReadOnlyRootFilesystem(true)
                .withNewCapabilities()
                .withDrop("ALL")
                .endCapabilities()
                .endSecurityContext()
                .addNewVolumeMount()
                .withName(TMP)
                .withMountPath("/tmp")
                .endVolumeMount()
                .build();
    }

    private List<ContainerPort> containerPorts() {
        List<ContainerPort> ports =
                new ArrayList<>(List.of(containerPort(HTTP, pod.ports().http())));
        Integer metrics = pod.ports().metrics();
        if (metrics != null) {
            ports.add(containerPort(METRICS, metrics));
        }
        return ports;
    }

    private static ContainerPort containerPort(String name, int port) {
        return new ContainerPortBuilder().withName(name).withContainerPort(port).build();
    }

    private static Probe probe(String path, int seconds, int failures) {
        return new ProbeBuilder()
                .withHttpGet(new HTTPGetActionBuilder()
                        .withPath(path)
                        .withPort(new IntOrString(HTTP))
                        .build())
                .withPeriodSeconds(seconds)
                .withFailureThreshold(failures)
                .build();
    }

    /// What the overrides say of CPU or of memory stands alone; of what they do not speak, the defaults hold. The
    /// autoscaler measures against the CPU request.
    private ResourceRequirements resources() {
        ResourceRequirements given = pod.overrides().resources();
        Map<String, Quantity> requests = new TreeMap<>(REQUESTS);
        Map<String, Quantity> limits = new TreeMap<>(LIMITS);
        if (given != null) {
            for (Map<String, Quantity> said : List.of(given.getRequests(), given.getLimits())) {
                requests.keySet().removeAll(said.keySet());
                limits.keySet().removeAll(said.keySet());
            }
            requests.putAll(given.getRequests());
            limits.putAll(given.getLimits());
        }
        return new ResourceRequirementsBuilder()
                .withRequests(requests)
                .withLimits(limits)
                .build();
    }

    private Service service() {
        List<ServicePort> ports = new ArrayList<>(List.of(port(HTTP, SERVICE_PORT)));
        Integer metrics = pod.ports().metrics();
        if (metrics != null) {
            ports.add(port(METRICS, metrics));
        }
        return new ServiceBuilder()
                .withMetadata(pod.metadata().build())
                .withNewSpec()
                .withSelector(pod.selector())
                .withPorts(ports)
                .endSpec()
                .build();
    }

    private static ServicePort port(String name, int port) {
        return new ServicePortBuilder()
                .withName(name)
                .withPort(port)
                .withTargetPort(new IntOrString(name))
                .build();
    }

    private PodDisruptionBudget disruptionBudget() {
        return new PodDisruptionBudgetBuilder()
                .withMetadata(pod.metadata().build())
                .withNewSpec()
                .withMaxUnavailable(new IntOrString(1))
                .withNewSelector()
                .withMatchLabels(pod.selector())
                .endSelector()
                .endSpec()
                .build();
    }

    private HorizontalPodAutoscaler autoscaler() {
        return new HorizontalPodAutoscalerBuilder()
                .withMetadata(pod.metadata().build())
                .withNewSpec()
                .withNewScaleTargetRef()
                .withApiVersion("apps/v1")
                .withKind("Deployment")
                .withName(pod.name())
                .endScaleTargetRef()
                .withMinReplicas(FEWEST)
                .withMaxReplicas(MOST)
                .addNewMetric()
                .withType("Resource")
                .withNewResource()
                .withName("cpu")
                .withNewTarget()
                .withType("Utilization")
                .withAverageUtilization(CPU_PERCENT)
                .endTarget()
                .endResource()
                .endMetric()
                .endSpec()
                .build();
    }
}
