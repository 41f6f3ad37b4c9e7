package dev.tmctl.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tmctl.target.InvalidInputException;
import dev.tmctl.target.KinesisTarget;
import dev.tmctl.target.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Commands that read the stored targets go by this tool's own rules, without the definition's schema, which
/// takes a quarter of a second to load. So those rules must not be weaker: whatever they take the schema
/// takes as well, but for what it alone looks at.
class OwnRulesPropertiesTest {
    private static final String VALID = """
            apiVersion: targets.triggermesh.io/v1alpha1
            kind: AWSKinesisTarget
            metadata: {name: orders}
            spec:
              arn: arn:aws:kinesis:us-west-2:123456789012:stream/s
              partition: p
              partitionFrom: subject
              ordered: true
              discardCloudEventContext: false
              auth: @AUTH@
            """;
    private static final List<String> AUTH = List.of(
            "{credentials: {accessKeyID: {value: a}, secretAccessKey: {value: b}, sessionToken: {value: c}, "
                    + "assumeIamRole: \"arn:aws:iam::123456789012:role/r\"}}",
            "{iam: {roleArn: \"arn:aws:iam::123456789012:role/r\", serviceAccount: s}}",
            "{iamRole: \"arn:aws:iam::123456789012:role/r\"}");
    private static final List<String> VALUES = List.of(
            "null",
            "1",
            "true",
            "\"\"",
            "text",
            "[]",
            "[a]",
            "{}",
            "{a: b}",
            "{value: x}",
            "\"arn:aws:iam::123456789012:role/a\\n\"",
            "\"arn:aws:kinesis:x-y-1:123456789012:stream/s\"");

    /// A valid target with one to three fields taken away, replaced or added.
    @Provide
    Arbitrary<JsonNode> targets() {
        Arbitrary<int[]> changes = Arbitraries.integers()
                .between(0, 100_000)
                .array(int[].class)
                .ofMinSize(1)
                .ofMaxSize(6);
        return changes.map(numbers -> {
            JsonNode target = YamlDocuments.only(VALID.replace("@AUTH@", AUTH.get(numbers[0] % AUTH.size())), "t");
            for (int number : numbers) {
                change(target.path("spec"), number);
            }
            return target;
        });
    }

    private static void change(JsonNode spec, int number) {
        List<ObjectNode> objects = new ArrayList<>();
        collect(spec, objects);
        if (objects.isEmpty()) {
            return;
        }
        ObjectNode object = objects.get(number % objects.size());
        List<String> names = object.propertyStream().map(Map.Entry::getKey).toList();
        JsonNode value = YamlDocuments.only("v: " + VALUES.get(number / 7 % VALUES.size()), "v")
                .path("v");
        String name = names.isEmpty() || number % 5 == 0 ? "more" : names.get(number / 3 % names.size());
        if (number % 3 == 0) {
            object.remove(name);
        } else {
            object.set(name, value);
        }
    }

    private static void collect(JsonNode node, List<ObjectNode> objects) {
        if (node instanceof ObjectNode object) {
            objects.add(object);
        }
        if (!(node instanceof ArrayNode)) {
            node.forEach(child -> collect(child, objects));
        }
    }

    @Property(tries = 3000)
    void areNotWeakerThanTheSchema(@ForAll("targets") JsonNode target) {
        List<KinesisTarget> taken;
        try {
            taken = new TargetObjects(List.of(target)).targets();
        } catch (InvalidInputException e) {
            return;
        }
        assertThat(taken).hasSize(1);
        // in the store no way to authenticate is the default chain; a cluster wants it said
        assertThat(TargetSchema.check(target))
                .as(target.toString())
                .filteredOn(violation -> !violation.field().equals("spec.auth"))
                .extracting(Violation::toString)
                .isEmpty();
    }
}
