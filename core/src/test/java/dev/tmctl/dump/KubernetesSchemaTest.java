package dev.tmctl.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tmctl.manifest.TargetCrd;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Every object that is dumped is one that Kubernetes takes, of the oldest and the newest version at hand.
class KubernetesSchemaTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final DumpOptions OPTIONS = new DumpOptions("default", "streams", "adapter:1", true);

    private final List<KubernetesSchemas> versions =
            KubernetesSchemas.versions().stream().map(KubernetesSchemas::new).toList();

    @BeforeEach
    void needSchemas() {
        assumeFalse(versions.isEmpty(), "no Kubernetes schemas; scripts/fetch-kubernetes-schemas.sh brings them");
    }

    @Test
    void theObjectsOfADeploymentAreKubernetes() throws Exception {
        List<Map<String, Object>> objects =
                Dump.of(Manifests.allTargets(), Platform.DEPLOYMENT, OPTIONS).documents();
        assertThat(objects).hasSizeGreaterThan(100);
        for (KubernetesSchemas schemas : versions) {
            for (Map<String, Object> object : objects) {
                assertThat(schemas.check(object)).as(object.toString()).isEmpty();
            }
        }
    }

    @Test
    void theObjectsBesideAKnativeServiceAreKubernetesAndSoIsItsPod() throws Exception {
        List<Map<String, Object>> objects =
                Dump.of(Manifests.allTargets(), Platform.KNATIVE, OPTIONS).documents();
        assertThat(objects).hasSizeGreaterThan(50);
        for (KubernetesSchemas schemas : versions) {
            for (Map<String, Object> object : objects) {
                List<String> errors = "serving.knative.dev/v1".equals(object.get("apiVersion"))
                        ? schemas.checkPodSpec(podSpec(object))
                        : schemas.check(object);
                assertThat(errors).as(object.toString()).isEmpty();
            }
        }
    }

    @Test
    void theDefinitionIsKubernetes() {
        Map<String, Object> crd = map(TargetCrd.content());
        for (KubernetesSchemas schemas : versions) {
            assertThat(schemas.check(crd)).isEmpty();
        }
    }

    /// The schemas are strict, or the tests above would prove nothing.
    @Test
    void aWrongObjectIsFound() throws Exception {
        JsonNode policy =
                MAPPER.valueToTree(Dump.of(Manifests.allTargets(), Platform.DEPLOYMENT, OPTIONS).documents().stream()
                        .filter(object -> "NetworkPolicy".equals(object.get("kind")))
                        .findFirst()
                        .orElseThrow());
        policy.withObject("/spec").put("egres", "x");
        policy.withObject("/spec").put("policyTypes", "Ingress");
        for (KubernetesSchemas schemas : versions) {
            assertThat(schemas.check(map(policy))).hasSize(2);
        }
    }

    private static JsonNode podSpec(Map<String, Object> service) {
        return MAPPER.valueToTree(service).path("spec").path("template").path("spec");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(JsonNode json) {
        return MAPPER.convertValue(json, Map.class);
    }
}
