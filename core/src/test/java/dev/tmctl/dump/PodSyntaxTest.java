package dev.tmctl.dump;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tmctl.dump.Dump.Warning;
import dev.tmctl.target.KinesisTarget;
import dev.tmctl.target.PartitionKey;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Dollars, which have a meaning in a pod's variables and another one in a compose file.
class PodSyntaxTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /// The cases of Kubernetes' own test of its rules, with A=x and EMPTY set to nothing.
    @ParameterizedTest
    @CsvSource({
        "'',''",
        "a,a",
        "$,$",
        "a$,a$",
        "$(A),x",
        "a$(A)b,axb",
        "$(A)$(A),xx",
        "$(EMPTY),''",
        "$(NONE),$(NONE)",
        "$$,$",
        "$$(A),$(A)",
        "$$$(A),$x",
        "$$$$(A),$$(A)",
        "$$$$$(A),$$x",
        "a$$b$(A),a$bx",
        "$(A,$(A",
        "$(,$(",
        "$(),$()",
        "$),$)",
        "$A,$A",
        "$a$$,$a$",
        "$(A)$,x$",
        "$($(A)),$($(A))",
        "$((A)),$((A))",
        "${A},${A}"
    })
    void isExpandedAsByKubernetes(String value, String seen) {
        Map<String, String> variables = Map.of("A", "x", "EMPTY", "");
        assertThat(PodSyntax.expanded(value, name -> variables.getOrDefault(name, PodSyntax.reference(name))))
                .isEqualTo(seen);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("$(){}AR N\\'\"\n").ofMaxLength(12);
    }

    @Property
    void isSeenAsItWasMeant(@ForAll("texts") String text) {
        assertThat(PodSyntax.expanded(PodSyntax.escaped(text), name -> "[" + name + "]"))
                .isEqualTo(text);
    }

    private static KinesisTarget target(String partition, String env) throws IOException {
        KinesisTarget target = Manifests.targets("discard-true.yaml").getFirst();
        return new KinesisTarget(
                        target.name(),
                        target.arn(),
                        new PartitionKey(partition),
                        target.auth(),
                        target.discardCloudEventContext(),
                        null,
                        null,
                        false,
                        target.partitioning(),
                        null)
                .withAdapterOverrides("{\"env\":[" + env.replace('\'', '"') + "]}");
    }

    private static Dump dump(KinesisTarget target, Platform platform, boolean secrets) {
        return Dump.of(List.of(target), platform, new DumpOptions("default", "prod", "adapter:1", secrets));
    }

    /// What the adapter gets from the objects, by an own reading of each platform's rules.
    private static Map<String, String> environment(Dump dump) {
        Map<String, String> seen = new HashMap<>();
        for (JsonNode document :
                dump.documents().stream().<JsonNode>map(MAPPER::valueToTree).toList()) {
            document.path("services").path("orders").path("environment").forEach(line -> {
                String[] parts = line.asText().split("=", 2);
                if (parts.length == 2 && !parts[1].startsWith("${")) {
                    seen.put(parts[0], parts[1].replace("$$", "$"));
                }
            });
            document.path("spec")
                    .path("template")
                    .path("spec")
                    .path("containers")
                    .path(0)
                    .path("env")
                    .forEach(variable -> {
                        if (variable.has("value")) {
                            seen.put(
                                    variable.path("name").asText(),
                                    PodSyntax.expanded(
                                            variable.path("value").asText(),
                                            name -> seen.getOrDefault(name, "$(" + name + ")")));
                        }
                    });
        }
        return seen;
    }

    @ParameterizedTest
    @EnumSource(
            value = Platform.class,
            names = {"KNATIVE", "DEPLOYMENT", "DOCKER_COMPOSE"})
    void anAdapterGetsTheKeyThatTheTargetHas(Platform platform) throws IOException {
        for (String key : List.of("a$$b$(ARN)", "$", "$$", "$(NAME)", "${NAME}", "$NAME", "$$(NAME)$", "100$")) {
            KinesisTarget target = target(key, "");
            assertThat(environment(dump(target, platform, true)))
                    .containsEntry("AWS_KINESIS_PARTITION", key)
                    .containsEntry("NAME", "orders");
            String again = dump(target, Platform.KUBERNETES, true).text(DumpFormat.YAML);
            assertThat(Manifests.read(again).targets())
                    .extracting(one -> one.partitionKey().value())
                    .containsExactly(key);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Platform.class,
            names = {"KNATIVE", "DEPLOYMENT", "DOCKER_COMPOSE"})
    void overridesAreInTheSyntaxOfPods(Platform platform) throws IOException {
        String env = "{'name':'A','value':'x'},{'name':'B','value':'$(A)/$$(A)/$(LATER)/$'},"
                + "{'name':'C','value':'[$(B)]'},{'name':'LATER','value':'1'},{'name':'A','value':'$(A)$(A)'},"
                + "{'name':'M','value':'$(METRICS_PROMETHEUS_PORT)'}";
        assertThat(environment(dump(target("p", env), platform, true)))
                .containsEntry("A", "xx")
                .containsEntry("B", "x/$(A)/$(LATER)/$")
                .containsEntry("C", "[x/$(A)/$(LATER)/$]")
                .containsEntry("M", "9092");
    }

    @Test
    void aComposeFileHasWhatAPodSees() throws IOException {
        String env = "{'name':'S','valueFrom':{'secretKeyRef':{'name':'s','key':'k'}}},"
                + "{'name':'A','value':'$(S)'},{'name':'B','value':'$(A)'},{'name':'C','value':'$(D)$$'},"
                + "{'name':'ARN','value':'$(S)'}";
        Dump dump = dump(target("a$b", env), Platform.DOCKER_COMPOSE, true);
        assertThat(dump.text(DumpFormat.YAML))
                .contains("    - C=$$(D)$$\n    - NAME=orders\n")
                .contains("    - ARN=arn:aws:kinesis:")
                .contains("    - AWS_KINESIS_PARTITION=a$$b\n")
                .doesNotContain("    - A=", "    - B=", "    - S=");
        assertThat(dump.warnings().stream().map(Warning::text).collect(Collectors.joining("\n")))
                .contains("orders has the variable S in adapterOverrides, whose value is in a cluster; it is left out\n"
                        + "orders has the variable A in adapterOverrides, which names S, whose value is in a cluster; it is"
                        + " left out\n"
                        + "orders has the variable B in adapterOverrides, which names A, whose value is in a cluster; it is"
                        + " left out\n"
                        + "orders has the variable C in adapterOverrides, which names $(D); no variable before it has that"
                        + " name, so it stands there as it is written\n"
                        + "orders has the variable ARN in adapterOverrides, which names S, whose value is in a cluster; it"
                        + " is left out");
    }

    @Test
    void aControllerThatEscapesNothingIsWarnedOf() throws IOException {
        assertThat(dump(target("a$$b", ""), Platform.KUBERNETES, true).warnings())
                .containsExactly(new Warning(
                        "orders has $$ or $( in its partition key, which are syntax in a pod's variables; TriggerMesh's "
                                + "controller passes them on as they are, and records get another key",
                        "tmctl dump orders -p knative"));
        assertThat(dump(target("a$b", ""), Platform.KUBERNETES, true).warnings())
                .isEmpty();
    }
}
