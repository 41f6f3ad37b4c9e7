package dev.tmctl.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tmctl.manifest.TargetCrd;
import dev.tmctl.target.KinesisTarget;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What `kubectl` makes of dumps, without a cluster. It reads YAML 1.1, unlike this tool.
class KubectlTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final DumpOptions OPTIONS = new DumpOptions("default", "streams", "adapter:1", true);

    @TempDir
    Path home;

    @BeforeEach
    void needKubectl() {
        assumeTrue(
                Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "kubectl"))),
                "kubectl is not installed");
    }

    @ParameterizedTest
    @EnumSource(names = {"KUBERNETES", "KNATIVE", "DEPLOYMENT"})
    void readsWhatIsMeant(Platform platform) throws Exception {
        Dump dump = Dump.of(Manifests.allTargets(), platform, OPTIONS);
        String said = kubectl(dump.text(DumpFormat.YAML), "label", "--local", "-f", "-", "seen=yes", "-o", "json");
        List<JsonNode> read = new ArrayList<>();
        try (MappingIterator<JsonNode> objects =
                MAPPER.readerFor(JsonNode.class).readValues(said)) {
            objects.forEachRemaining(read::add);
        }
        assertThat(read).hasSameSizeAs(dump.documents());
        for (int i = 0; i < read.size(); i++) {
            JsonNode object = read.get(i);
            assertThat(((ObjectNode) object.path("metadata").path("labels")).remove("seen"))
                    .isNotNull();
            assertThat(object)
                    .isEqualTo(MAPPER.readTree(
                            MAPPER.writeValueAsString(dump.documents().get(i))));
        }
    }

    private static final List<String> ODD_TEXTS = List.of(
            "a\u2028b",
            "a\u2029b",
            "a\u0085b",
            "a\u007fb",
            "a\u0001b",
            "\ufeffa",
            "a\tb",
            "one\ntwo",
            "one\ntwo\n",
            "one\n\n  two\n\n",
            " one\ntwo ",
            "\n",
            "a\r\nb",
            "<user_input> & more",
            "word ".repeat(40) + "end",
            "emoji \ud83d\ude00");

    private static Map<String, Object> configMap() {
        Map<String, String> data = new TreeMap<>();
        for (int i = 0; i < ODD_TEXTS.size(); i++) {
            data.put("k%02d".formatted(i), ODD_TEXTS.get(i));
        }
        return new TreeMap<>(
                Map.of("apiVersion", "v1", "kind", "ConfigMap", "metadata", Map.of("name", "odd"), "data", data));
    }

    @ParameterizedTest
    @EnumSource
    void readsOddTexts(DumpFormat format) throws Exception {
        Dump dump = new Dump(Platform.KUBERNETES, List.of(configMap()), null, List.of());
        String said = kubectl(dump.text(format), "label", "--local", "-f", "-", "seen=yes", "-o", "json");
        assertThat(MAPPER.readTree(said).path("data"))
                .isEqualTo(MAPPER.valueToTree(configMap().get("data")));
    }

    @Test
    void wouldApplyEveryObject() throws Exception {
        Map<String, List<String>> kinds = new TreeMap<>();
        kinds.put("v1", List.of("Secret", "ServiceAccount", "Service"));
        kinds.put("apps/v1", List.of("Deployment"));
        kinds.put("policy/v1", List.of("PodDisruptionBudget"));
        kinds.put("autoscaling/v2", List.of("HorizontalPodAutoscaler"));
        kinds.put("networking.k8s.io/v1", List.of("NetworkPolicy"));
        kinds.put("targets.triggermesh.io/v1alpha1", List.of("AWSKinesisTarget"));
        kinds.put("serving.knative.dev/v1", List.of("Service"));
        kinds.put("apiextensions.k8s.io/v1", List.of("CustomResourceDefinition"));
        List<KinesisTarget> page = Manifests.targets("documentation-page.yaml");
        StringBuilder all = new StringBuilder(TargetCrd.yaml());
        for (Platform platform : List.of(Platform.KUBERNETES, Platform.KNATIVE, Platform.DEPLOYMENT)) {
            all.append(Dump.of(page, platform, OPTIONS).text(DumpFormat.YAML));
        }
        try (StubApiServer cluster = new StubApiServer(kinds)) {
            String said = kubectl(
                    all.toString(),
                    "--server=" + cluster.address(),
                    "apply",
                    "--dry-run=client",
                    "--validate=false",
                    "-f",
                    "-");
            assertThat(said).isEqualTo("""
                    customresourcedefinition.apiextensions.k8s.io/awskinesistargets.targets.triggermesh.io created (dry run)
                    secret/triggermesh-aws-kinesis-secret created (dry run)
                    awskinesistarget.targets.triggermesh.io/triggermesh-aws-kinesis created (dry run)
                    secret/triggermesh-aws-kinesis-secret created (dry run)
                    serviceaccount/awskinesistarget-adapter created (dry run)
                    service.serving.knative.dev/awskinesistarget-triggermesh-aws-kinesis created (dry run)
                    secret/triggermesh-aws-kinesis-secret created (dry run)
                    serviceaccount/awskinesistarget-adapter created (dry run)
                    deployment.apps/awskinesistarget-triggermesh-aws-kinesis created (dry run)
                    service/awskinesistarget-triggermesh-aws-kinesis created (dry run)
                    poddisruptionbudget.policy/awskinesistarget-triggermesh-aws-kinesis created (dry run)
                    horizontalpodautoscaler.autoscaling/awskinesistarget-triggermesh-aws-kinesis created (dry run)
                    networkpolicy.networking.k8s.io/awskinesistarget-triggermesh-aws-kinesis created (dry run)
                    """);
            assertThat(cluster.asked()).contains("/api/v1/namespaces/streams/secrets/triggermesh-aws-kinesis-secret");
        }
    }

    private String kubectl(String input, String... arguments) throws Exception {
        Path in = Files.writeString(home.resolve("in.yaml"), input);
        Path err = home.resolve("err");
        List<String> command = new ArrayList<>(List.of("kubectl"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().retainAll(List.of("PATH"));
        builder.environment().put("HOME", home.toString());
        Process process =
                builder.redirectInput(in.toFile()).redirectError(err.toFile()).start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(Files.readString(err)).isZero();
        return said;
    }
}
