package dev.tmctl.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tmctl.manifest.IncomingManifest.Source;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Lists as kubectl's decoder takes them apart.
class ObjectListsTest {
    private static final String SPEC =
            "spec: {arn: 'arn:aws:kinesis:us-west-2:123456789012:stream/s', partition: p, auth: {iam: {}}}";
    private static final String TYPE = "apiVersion: targets.triggermesh.io/v1alpha1, kind: AWSKinesisTarget, ";

    private static IncomingManifest read(String text) {
        return IncomingManifest.read(List.of(new Source("m", text)));
    }

    private static String item(String name) {
        return "metadata: {name: " + name + "}, " + SPEC + "}";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{apiVersion: targets.triggermesh.io/v1alpha1, kind: AWSKinesisTargetList, items: [{@a}, {@b}]}|a b",
                "{apiVersion: targets.triggermesh.io/v1alpha1, kind: AWSKinesisTargetList, items: [{@T@a}, {@b}]}|a b",
                "{apiVersion: targets.triggermesh.io/v1alpha1, kind: AWSKinesisTarget, items: [{@a}]}|a",
                "{apiVersion: v1, kind: List, items: [{@T@a}, {@T@b}]}|a b",
                "{apiVersion: v1, kind: Anything, items: [{@T@a}]}|a",
                "{apiVersion: v1, kind: List, items: [{apiVersion: targets.triggermesh.io/v1alpha1, kind: "
                        + "AWSKinesisTargetList, items: [{@a}]}, {@T@b}]}|a b",
                "[]|",
            })
    void standForTheirItems(String text, String names) {
        if (names == null) {
            assertThatThrownBy(() -> read(text)).hasMessage("m: document 1 is not a Kubernetes object");
            return;
        }
        String yaml = text.replace("@T", TYPE).replace("@a}", item("a")).replace("@b}", item("b"));
        assertThat(String.join(" ", read(yaml).names())).isEqualTo(names);
        assertThat(read(yaml).targets()).hasSize(names.split(" ").length);
        assertThat(read(yaml).otherObjects()).isEmpty();
    }

    @Test
    void giveSecretsTheirKind() {
        String secrets = "{apiVersion: v1, kind: SecretList, items: [{metadata: {name: aws}, "
                + "stringData: {id: a, key: b}}]}\n---\n";
        String target = "{" + TYPE
                + item("a")
                        .replace(
                                "{iam: {}}",
                                "{credentials: {accessKeyID: {valueFromSecret: {name: aws, key: id}}, secretAccessKey: "
                                        + "{valueFromSecret: {name: aws, key: key}}}}");
        assertThat(read(secrets + target).targets()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{apiVersion: v1, kind: List, items: [{metadata: {name: a}}]}|m: document 1: items[0] has no kind, and its "
                        + "list (List) does not say it; give it apiVersion and kind",
                "{apiVersion: v1, kind: SecretList, items: [{kind: Secret}, {apiVersion: v1}]}|m: document 1: items[1] has "
                        + "no kind, and its list (SecretList) does not say it; give it apiVersion and kind",
                "{apiVersion: v1, kind: List, items: [a]}|m: document 1: items[0] is a string; expected a Kubernetes object",
                "{apiVersion: v1, kind: List, items: [~]}|m: document 1: items[0] is empty; expected a Kubernetes object",
                "{apiVersion: v1, kind: List, items: {a: b}}|m: document 1: items is an object; expected a list of "
                        + "Kubernetes objects",
                "{items: []}|m: document 1 has items and no kind; a list of objects has kind: List",
                "{apiVersion: v1, kind: List, items: []}|m holds no Kubernetes object",
                "{apiVersion: v1, kind: List, items: ~}|m holds no Kubernetes object",
                "{apiVersion: v1, kind: List, items: [{kind: List, items: [1]}]}|m: document 1: items[0]: items[0] is a "
                        + "number; expected a Kubernetes object",
            })
    void areRefusedWhereAnItemWouldBeLost(String text, String message) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(InvalidManifestException.class)
                .hasMessage(message);
    }
}
