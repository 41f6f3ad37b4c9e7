package dev.tmctl.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tmctl.adapter.AdapterSettings;
import dev.tmctl.manifest.Manifest;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Rules for partition keys as text, in a manifest and in an adapter's environment.
class PartitionRuleTest {
    private static final String ARN = "arn:aws:kinesis:eu-central-1:123456789012:stream/orders";
    private static final String NO_RULE = " is not a rule; expected partitionkey, subject, source, type, id, "
            + "extension:NAME, data:/JSON/POINTER or random";

    private static KinesisTarget target(String rule, boolean ordered) {
        return new KinesisTarget(
                "orders",
                StreamArn.parse(ARN),
                new PartitionKey("fixed"),
                new Auth.DefaultChain(),
                null,
                null,
                null,
                false,
                new PartitioningOptions(PartitionRule.parse(rule), ordered),
                null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "partitionkey",
                "subject",
                "source",
                "type",
                "id",
                "extension:tenant",
                "extension:a1",
                "data:/a",
                "data:/a/0/b~1c",
                "data:/",
                "data:/a:b",
                "random"
            })
    void roundTrips(String rule) throws Exception {
        assertThat(PartitionRule.parse(rule)).hasToString(rule);
        for (boolean ordered : new boolean[] {false, true}) {
            KinesisTarget target = target(rule, ordered);
            Map<String, String> environment = AdapterSettings.toEnvironment(target, 0);
            assertThat(environment).containsEntry("AWS_KINESIS_PARTITION_FROM", rule);
            assertThat(environment.get("AWS_KINESIS_ORDERED")).isEqualTo(ordered ? "true" : null);
            assertThat(AdapterSettings.fromEnvironment(environment).target().partitioning())
                    .isEqualTo(target.partitioning());
            String manifest =
                    Manifest.parse("", "m.yaml").with(target, "default").render();
            assertThat(manifest).contains("partitionFrom: ").contains(rule);
            assertThat(manifest.contains("ordered: true")).isEqualTo(ordered);
            assertThat(Manifest.parse(manifest, "m.yaml").targets()).containsExactly(target);
        }
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            key | "key"
            Subject | "Subject"
            subject: | "subject:"
            subject:x | "subject:x"
            random:1 | "random:1"
            datas:/x | "datas:/x"
            """)
    void refusesWhatIsNoRule(String rule, String quoted) {
        assertThatThrownBy(() -> PartitionRule.parse(rule))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage(quoted + NO_RULE);
    }

    @Test
    void refusesAnEmptyRule() {
        assertThatThrownBy(() -> PartitionRule.parse(""))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageEndingWith(NO_RULE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"extension", "extension:", "extension:Tenant", "extension:a-b", "extension:é"})
    void refusesANameThatNoExtensionHas(String rule) {
        assertThatThrownBy(() -> PartitionRule.parse(rule))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage(
                        "\"" + rule + "\" names no extension: expected extension: and lower-case letters or digits");
    }

    @ParameterizedTest
    @ValueSource(strings = {"data", "data:", "data:a", "data:a/b"})
    void refusesWhatIsNoPointer(String rule) {
        assertThatThrownBy(() -> PartitionRule.parse(rule))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("\"" + rule
                        + "\" has no JSON pointer: expected data: and a path such as /customer/id (RFC 6901)");
    }

    @Test
    void namesTheVariablesOfAnAdapter() {
        Map<String, String> environment = new HashMap<>(Map.of(
                "ARN", ARN,
                "AWS_KINESIS_PARTITION", "fixed",
                "AWS_KINESIS_PARTITION_FROM", "key",
                "AWS_KINESIS_ORDERED", "perhaps"));
        InvalidInputException e =
                catchThrowableOfType(InvalidInputException.class, () -> AdapterSettings.fromEnvironment(environment));
        assertThat(e.violations())
                .extracting(Violation::toString)
                .containsExactlyInAnyOrder(
                        "AWS_KINESIS_PARTITION_FROM: \"key\"" + NO_RULE,
                        "AWS_KINESIS_ORDERED: \"perhaps\" is not a boolean; expected true or false");
    }

    @Test
    void namesTheFieldsOfAManifest() {
        String manifest = """
                apiVersion: targets.triggermesh.io/v1alpha1
                kind: AWSKinesisTarget
                metadata: {name: orders}
                spec: {arn: "%s", partition: p, partitionFrom: "%s", ordered: %s, auth: {}}
                """;
        assertThatThrownBy(() -> Manifest.parse(manifest.formatted(ARN, "key", "true"), "m.yaml")
                        .targets())
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("spec.partitionFrom: \"key\"" + NO_RULE);
        assertThatThrownBy(() -> Manifest.parse(manifest.formatted(ARN, "id", "perhaps"), "m.yaml")
                        .targets())
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("spec.ordered");
    }
}
