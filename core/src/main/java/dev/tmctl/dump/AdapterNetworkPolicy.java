package dev.tmctl.dump;

import dev.tmctl.target.Auth;
import dev.tmctl.target.KinesisTarget;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeerBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPortBuilder;
import java.util.ArrayList;
import java.util.List;

/// Who may talk to the adapter (pods of the cluster, everybody where it is public) and whom it talks to: name
/// servers, AWS, other endpoints and proxies that its variables name, and those who hand out the credentials of a role.
final class AdapterNetworkPolicy {
    private static final int DNS = 53;
    private static final int HTTP = 80;

    /// The agent of EKS Pod Identity, and the metadata of the instance.
    private static final List<String> CREDENTIALS = List.of("169.254.170.23/32", "169.254.169.254/32");

    private final KinesisTarget target;
    private final AdapterPod pod;

    AdapterNetworkPolicy(KinesisTarget target, AdapterPod pod) {
        this.target = target;
        this.pod = pod;
    }

    NetworkPolicy object() {
        return new NetworkPolicyBuilder()
                .withMetadata(pod.metadata().build())
                .withNewSpec()
                .withNewPodSelector()
                .withMatchLabels(pod.selector())
                .endPodSelector()
                .withPolicyTypes("Ingress", "Egress")
                .withIngress(ingress())
                .withEgress(egress())
                .endSpec()
                .build();
    }

    private List<NetworkPolicyIngressRule> ingress() {
        NetworkPolicyPeer cluster = new NetworkPolicyPeerBuilder()
                .withNamespaceSelector(new LabelSelector())
                .build();
        NetworkPolicyPort http = port("TCP", new IntOrString(AdapterDeployment.HTTP));
        List<NetworkPolicyPort> metrics = pod.ports().metrics() == null
                ? List.of()
                : List.of(port("TCP", new IntOrString(AdapterDeployment.METRICS)));
        if (!pod.overrides().isPublic()) {
            return List.of(new NetworkPolicyIngressRuleBuilder()
                    .withFrom(cluster)
                    .withPorts(http)
                    .addAllToPorts(metrics)
                    .build());
        }
        List<NetworkPolicyIngressRule> rules = new ArrayList<>();
        rules.add(new NetworkPolicyIngressRuleBuilder().withPorts(http).build());
        if (!metrics.isEmpty()) {
            rules.add(new NetworkPolicyIngressRuleBuilder()
                    .withFrom(cluster)
                    .withPorts(metrics)
                    .build());
        }
        return rules;
    }

    private List<NetworkPolicyEgressRule> egress() {
        List<NetworkPolicyEgressRule> rules = new ArrayList<>();
        rules.add(new NetworkPolicyEgressRuleBuilder()
                .withPorts(port("UDP", new IntOrString(DNS)), port("TCP", new IntOrString(DNS)))
                .build());
        List<EnvVar> variables = new AdapterVariables(target, pod.overrides()).pod();
        rules.add(new NetworkPolicyEgressRuleBuilder()
                .withPorts(EgressPorts.of(variables).ports().stream()
                        .map(port -> port("TCP", new IntOrString(port)))
                        .toList())
                .build());
        if (!(target.auth() instanceof Auth.Credentials)) {
            rules.add(new NetworkPolicyEgressRuleBuilder()
                    .withTo(CREDENTIALS.stream()
                            .map(address -> new NetworkPolicyPeerBuilder()
                                    .withNewIpBlock()
                                    .withCidr(address)
                                    .endIpBlock()
                                    .build())
                            .toList())
                    .withPorts(port("TCP", new IntOrString(HTTP)))
                    .build());
        }
        return rules;
    }

    private static NetworkPolicyPort port(String protocol, IntOrString port) {
        return new NetworkPolicyPortBuilder()
                .withProtocol(protocol)
                .withPort(port)
                .build();
    }
}
