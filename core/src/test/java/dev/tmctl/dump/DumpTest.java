package dev.tmctl.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tmctl.dump.Dump.Warning;
import dev.tmctl.manifest.IncomingManifest;
import dev.tmctl.manifest.IncomingManifest.Source;
import dev.tmctl.target.AuthDraft;
import dev.tmctl.target.InvalidInputException;
import dev.tmctl.target.KinesisTarget;
import dev.tmctl.target.TargetDraft;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What is refused, and what is said beside a dump.
class DumpTest {
    private static final DumpOptions OPTIONS = new DumpOptions("default", null, "adapter:1", true);

    private static Dump dump(String manifest, Platform platform) throws IOException {
        return Dump.of(Manifests.targets(manifest), platform, OPTIONS);
    }

    @ParameterizedTest
    @EnumSource(names = "KUBERNETES", mode = EnumSource.Mode.EXCLUDE)
    void refusesATargetOfTheLocalKinesis(Platform platform) throws IOException {
        List<KinesisTarget> targets = Manifests.targets("local.yaml");
        assertThatThrownBy(() -> Dump.of(targets, platform, OPTIONS))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("orders: has its stream in the local Kinesis of this machine, which nothing else reaches; "
                        + "give it one of AWS: tmctl create target awskinesis --name orders --partition test "
                        + "--arn ARN");
    }

    @Test
    void warnsOfATargetOfTheLocalKinesis() throws IOException {
        assertThat(dump("local.yaml", Platform.KUBERNETES).warnings())
                .contains(new Warning(
                        "orders has its stream in the local Kinesis of this machine; in a cluster there is none of its "
                                + "ARN; give it one of AWS: tmctl create target awskinesis --name orders --partition test "
                                + "--arn ARN",
                        null));
    }

    @Test
    void warnsOfWhatTriggerMeshsControllerDoesOtherwise() throws IOException {
        assertThat(dump("this-machines-settings.yaml", Platform.KUBERNETES).warnings())
                .containsExactly(
                        new Warning(
                                "orders has an endpoint, which only tmctl reads; TriggerMesh's controller sends to AWS",
                                "tmctl dump orders -p knative"),
                        new Warning(
                                "orders says nothing of the payload: here a record holds the data alone, "
                                        + "TriggerMesh's controller stores the whole CloudEvent",
                                "tmctl dump orders | tmctl create target awskinesis --from - "
                                        + "--discardCloudEventContext"));
        assertThat(dump("partition-from-and-ordered.yaml", Platform.KUBERNETES).warnings())
                .contains(new Warning(
                        "orders has partitionFrom or ordered, which TriggerMesh's controller leaves out",
                        "tmctl dump orders -p knative"));
        assertThat(dump("iam-role-deprecated.yaml", Platform.KUBERNETES).warnings())
                .contains(new Warning(
                        "orders has auth.iamRole, which TriggerMesh's webhook refuses; auth.iam.roleArn says the same",
                        null));
        assertThat(dump("discard-true.yaml", Platform.KUBERNETES).warnings()).isEmpty();
    }

    @Test
    void namesTheContextInTheNextCommand() throws IOException {
        DumpOptions prod = new DumpOptions("prod", null, "adapter:1", true);
        assertThat(Dump.of(Manifests.targets("this-machines-settings.yaml"), Platform.KUBERNETES, prod)
                        .warnings())
                .extracting(Warning::next)
                .containsExactly(
                        "tmctl dump --context prod orders -p knative",
                        "tmctl dump --context prod orders | tmctl create target awskinesis --context prod --from - "
                                + "--discardCloudEventContext");
        assertThat(Dump.of(Manifests.targets("local.yaml"), Platform.KUBERNETES, prod)
                        .warnings())
                .extracting(Warning::text)
                .filteredOn(text -> text.contains("local Kinesis"))
                .allMatch(text -> text.endsWith(
                        "tmctl create target awskinesis --context prod --name orders --partition test --arn ARN"))
                .hasSize(1);
    }

    @Test
    void namesAVariableWithoutAName() throws IOException {
        KinesisTarget target = Manifests.targets("discard-true.yaml")
                .getFirst()
                .withAdapterOverrides("{\"env\":[{\"name\":\"A\"},{\"value\":\"b\"}]}");
        assertThatThrownBy(() -> Dump.of(List.of(target), Platform.KNATIVE, OPTIONS))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("spec.adapterOverrides.env[1].name: is missing");
    }

    @Test
    void namesAnAffinityThatIsNone() throws IOException {
        KinesisTarget target = Manifests.targets("discard-true.yaml")
                .getFirst()
                .withAdapterOverrides("{\"affinity\":{\"nodeAffinity\":[1]}}");
        assertThatThrownBy(() -> Dump.of(List.of(target), Platform.DEPLOYMENT, OPTIONS))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("spec.adapterOverrides.affinity.nodeAffinity: is a list; expected an object");
    }

    /// What was stored before a rule was known, or by hand, is not checked when it is read.
    @ParameterizedTest
    @EnumSource
    void refusesWhatKubernetesWouldNotTake(Platform platform) throws IOException {
        KinesisTarget good = Manifests.targets("discard-true.yaml").getFirst();
        KinesisTarget bad =
                good.withAdapterOverrides("{\"labels\":{\"a b\":\"c\"},\"resources\":{\"limits\":{\"cpu\":\"-1\"}}}");
        assertThatThrownBy(() -> Dump.of(List.of(bad), platform, OPTIONS))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "spec.adapterOverrides.labels[\"a b\"]: is not a label key; expected [PREFIX/]NAME, NAME of up "
                                + "to 63 letters, digits, \"-\", \"_\" and \".\", PREFIX a DNS name; "
                                + "spec.adapterOverrides.resources.limits.cpu: \"-1\" is not a quantity; expected one like 500m "
                                + "or 128Mi");
        DumpOptions odd = new DumpOptions("default", "Prod", "no image", true);
        if (platform == Platform.KNATIVE) {
            assertThatThrownBy(() -> Dump.of(List.of(good), platform, odd))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining(
                            "Service/awskinesistarget-orders: metadata.namespace: \"Prod\" is not a DNS label")
                    .hasMessageContaining(
                            "spec.template.spec.containers[0].image: \"no image\" is not an image's name");
        }
    }

    @Test
    void redactsTheValueOfEveryVariable() throws IOException {
        KinesisTarget target = Manifests.targets("discard-true.yaml").getFirst().withAdapterOverrides("""
                        {"env":[{"name":"DB_PASSWORD","value":"hush"},
                         {"name":"HTTPS_PROXY","value":"http://user:hush@proxy"},
                         {"name":"LEVEL","value":"hush"},
                         {"name":"HOST","valueFrom":{"fieldRef":{"fieldPath":"status.hostIP"}}}]}""");
        for (Platform platform : Platform.values()) {
            String text = Dump.of(List.of(target), platform, new DumpOptions("default", null, "a", false))
                    .text(DumpFormat.YAML);
            assertThat(text).doesNotContain("hush").contains("DB_PASSWORD", "HTTPS_PROXY", "LEVEL");
            assertThat(text.split("<user_input>", -1)).as(platform.toString()).hasSize(4);
            if (platform != Platform.DOCKER_COMPOSE) {
                assertThat(text).contains("fieldPath: status.hostIP");
            }
        }
    }

    /// Upstream's order of keys, its label, its names: what its own tool printed comes out to the letter.
    @Test
    void printsASecretAndATargetAsUpstreamDid() throws IOException {
        String upstream = Files.readString(Manifests.FOLDER.resolve("corpus/upstream-dump.yaml"));
        Dump dump = Dump.of(
                Manifests.targets("upstream-dump.yaml"),
                Platform.KUBERNETES,
                new DumpOptions("foo", null, "adapter:1", true));
        String ours = dump.text(DumpFormat.YAML);
        assertThat(ours.lines().count()).isEqualTo(32);
        assertThat(upstream).contains(ours.stripTrailing() + "\n---\n");
    }

    @Test
    void givesEachServiceOfAComposeFileAPortOfItsOwn() throws IOException {
        List<KinesisTarget> targets = new ArrayList<>();
        for (String[] target : new String[][] {{"a", ""}, {"b", "8081"}, {"c", ""}, {"d", "8080"}}) {
            targets.addAll(Manifests.read("""
                            apiVersion: targets.triggermesh.io/v1alpha1
                            kind: AWSKinesisTarget
                            metadata: {name: %s, annotations: {%s}}
                            spec:
                              arn: arn:aws:kinesis:us-west-2:123456789012:stream/s
                              partition: p
                              auth: {iam: {}}
                            """.formatted(
                                    target[0], target[1].isEmpty() ? "" : "tmctl.dev/port: \"" + target[1] + "\""))
                    .targets());
        }
        assertThat(Dump.of(targets, Platform.DOCKER_COMPOSE, OPTIONS)
                        .text(DumpFormat.YAML)
                        .lines()
                        .filter(line -> line.startsWith("    - 127.0.0.1:")))
                .containsExactly(
                        "    - 127.0.0.1:8082:8080",
                        "    - 127.0.0.1:8081:8080",
                        "    - 127.0.0.1:8083:8080",
                        "    - 127.0.0.1:8080:8080");
    }

    @Test
    void quotesWhatIsSpecialInAFileOfVariables() throws IOException {
        List<KinesisTarget> targets = Manifests.read("""
                        apiVersion: targets.triggermesh.io/v1alpha1
                        kind: AWSKinesisTarget
                        metadata: {name: a-b}
                        spec:
                          arn: arn:aws:kinesis:us-west-2:123456789012:stream/s
                          partition: a$b
                          auth:
                            credentials:
                              accessKeyID: {value: "id$1"}
                              secretAccessKey: {value: "it's\\"$x\\\\"}
                        """).targets();
        Dump dump = Dump.of(targets, Platform.DOCKER_COMPOSE, OPTIONS);
        assertThat(Objects.requireNonNull(dump.envFile()).text()).isEqualTo("""
                # Written by tmctl dump. Keep it secret.
                TMCTL_A_B_AWS_ACCESS_KEY_ID='id$1'
                TMCTL_A_B_AWS_SECRET_ACCESS_KEY="it's\\"\\$x\\\\"
                """);
        assertThat(dump.text(DumpFormat.YAML)).contains("AWS_KINESIS_PARTITION=a$$b");
    }

    private static KinesisTarget role(String name, @Nullable String role, @Nullable String account) {
        return new TargetDraft(
                        name,
                        "arn:aws:kinesis:us-west-2:123456789012:stream/s",
                        "p",
                        new AuthDraft(null, null, null, null, null, true, role, account),
                        true,
                        null,
                        null,
                        null,
                        false,
                        null)
                .validate();
    }

    @ParameterizedTest
    @EnumSource(names = {"KNATIVE", "DEPLOYMENT"})
    void refusesTwoRolesOfOneServiceAccount(Platform platform) {
        String one = "arn:aws:iam::123456789012:role/one";
        String two = "arn:aws:iam::123456789012:role/two";
        List<KinesisTarget> both = List.of(role("a", one, "writer"), role("b", two, "writer"));
        assertThatThrownBy(() -> Dump.of(both, platform, OPTIONS))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("b: spec.auth.iam: needs the service account writer with the role " + two
                        + ", and a needs it with the role " + one + "; give one of them another serviceAccount");
        assertThatThrownBy(() -> Dump.of(
                        List.of(role("a", one, "awskinesistarget-i-b"), role("b", null, null)), platform, OPTIONS))
                .hasMessage(
                        "b: spec.auth.iam: needs the service account awskinesistarget-i-b with no role, and a needs it "
                                + "with the role " + one + "; give one of them another serviceAccount");
        List<KinesisTarget> fine =
                List.of(role("a", one, "writer"), role("b", one, "writer"), role("c", null, "writer"));
        assertThat(Dump.of(fine, platform, OPTIONS).documents())
                .filteredOn(document -> "ServiceAccount".equals(document.get("kind")))
                .hasSize(1);
    }

    /// TriggerMesh's controller applies them in turn; another may do better, and the manifests are right.
    @Test
    void warnsOfTwoRolesOfOneServiceAccountInManifests() {
        String one = "arn:aws:iam::123456789012:role/one";
        String two = "arn:aws:iam::123456789012:role/two";
        List<KinesisTarget> both = List.of(role("a", one, "writer"), role("b", two, "writer"));
        assertThat(Dump.of(both, Platform.KUBERNETES, OPTIONS).warnings())
                .containsExactly(new Warning(
                        "b: spec.auth.iam: needs the service account writer with the role " + two
                                + ", and a needs it with the role " + one + "; give one of them another serviceAccount",
                        null));
        List<KinesisTarget> fine = List.of(role("a", one, "writer"), role("b", one, "writer"));
        assertThat(Dump.of(fine, Platform.KUBERNETES, OPTIONS).warnings()).isEmpty();
    }

    /// It has one namespace or another, and nobody here knows which.
    @Test
    void saysNoNamespaceToAKnativeServiceThatHasNone() throws IOException {
        Dump dump = dump("discard-true.yaml", Platform.KNATIVE);
        assertThat(dump.text(DumpFormat.YAML)).doesNotContain("NAMESPACE");
        assertThat(dump.warnings())
                .containsExactly(new Warning(
                        "orders gets no NAMESPACE, a label of its metrics: a Knative Service cannot ask for it; "
                                + "--namespace says it",
                        null));
    }

    private static KinesisTarget withResources(String resources) {
        String manifest = """
                apiVersion: targets.triggermesh.io/v1alpha1
                kind: AWSKinesisTarget
                metadata: {name: orders}
                spec:
                  arn: arn:aws:kinesis:us-west-2:123456789012:stream/s
                  partition: p
                  auth: {iam: {}}
                  adapterOverrides: {resources: %s}
                """.formatted(resources);
        return IncomingManifest.read(List.of(new Source("m", manifest)))
                .targets()
                .getFirst();
    }

    private static String container(String resources) {
        return Dump.of(List.of(withResources(resources)), Platform.DEPLOYMENT, OPTIONS)
                .text(DumpFormat.YAML)
                .replaceAll("(?s).*\n( +)resources:\n(.*?)\n\\1[a-z].*", "$2")
                .replaceAll("\\s+", " ")
                .strip();
    }

    @Test
    void keepsTheDefaultsOfWhatNoOverrideSpeaksOf() {
        assertThat(container("{}")).isEqualTo("limits: memory: 512Mi requests: cpu: 100m memory: 256Mi");
        assertThat(container("{requests: {cpu: 200m}}"))
                .isEqualTo("limits: memory: 512Mi requests: cpu: 200m memory: 256Mi");
        assertThat(container("{limits: {cpu: 1}}"))
                .isEqualTo("limits: cpu: \"1\" memory: 512Mi requests: memory: 256Mi");
        assertThat(container("{requests: {memory: 1Gi}}")).isEqualTo("requests: cpu: 100m memory: 1Gi");
    }

    @Test
    void namesTheResourcesThatItLeavesOut() {
        KinesisTarget target =
                withResources("{limits: {ephemeral-storage: 1Gi, cpu: 1}, requests: {nvidia.com/gpu: 1}}");
        for (Platform platform : List.of(Platform.DEPLOYMENT, Platform.KNATIVE)) {
            assertThat(Dump.of(List.of(target), platform, OPTIONS).warnings())
                    .contains(new Warning(
                            "orders has ephemeral-storage, nvidia.com/gpu in spec.adapterOverrides.resources, which is "
                                    + "left out: cpu and memory are taken, as TriggerMesh's controller does it",
                            null));
        }
    }
}
