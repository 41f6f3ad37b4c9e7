package dev.tmctl.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tmctl.manifest.IncomingManifest.Source;
import dev.tmctl.target.Auth;
import dev.tmctl.target.AuthDraft;
import dev.tmctl.target.InvalidInputException;
import dev.tmctl.target.KinesisTarget;
import dev.tmctl.target.SecretText;
import dev.tmctl.target.TargetDraft;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Manifests from elsewhere; whole ones are in the corpus of the dumps.
class IncomingManifestTest {
    private static final String TARGET = """
            apiVersion: targets.triggermesh.io/v1alpha1
            kind: AWSKinesisTarget
            metadata: {name: orders}
            spec:
              arn: arn:aws:kinesis:us-west-2:123456789012:stream/s
              partition: p
              auth:
                credentials:
                  accessKeyID: {valueFromSecret: {name: aws, key: id}}
                  secretAccessKey: {valueFromSecret: {name: aws, key: key}}
            """;

    private static IncomingManifest read(String... texts) {
        List<Source> sources = new ArrayList<>();
        for (String text : texts) {
            sources.add(new Source("m" + sources.size(), text));
        }
        return IncomingManifest.read(sources);
    }

    private static String secret(String body) {
        return "apiVersion: v1\nkind: Secret\nmetadata: {name: aws}\n" + body + "\n---\n";
    }

    @Test
    void findsASecretInAnotherText() {
        assertThat(read(TARGET, secret("stringData: {id: a, key: b}")).targets())
                .extracting(KinesisTarget::auth)
                .containsExactly(new Auth.Credentials(new SecretText("a"), new SecretText("b"), null, null));
    }

    @Test
    void asksForWhatIsLeftOutInItsOrder() throws IOException {
        String text = secret("data: {id: <user_input>, other: <user_input>}\nstringData: {key: \" <user_input>\\n\"}")
                + TARGET.replace("arn:aws:kinesis:us-west-2:123456789012:stream/s", "<user_input>")
                + "  adapterOverrides: {env: [{name: A, value: <user_input>}]}\n";
        IncomingManifest manifest = read(text);
        assertThat(manifest.placeholders())
                .containsExactly(
                        new Placeholder("aws/id", true),
                        new Placeholder("aws/key", true),
                        new Placeholder("orders spec.arn", false),
                        new Placeholder("orders spec.adapterOverrides.env[0].value (A)", true));
        List<String> answers = new ArrayList<>(List.of(
                "AKIA", "h\u00fcsh".replace('\u00fc', 'u'), "arn:aws:kinesis:eu-west-1:123456789012:stream/x", "v"));
        KinesisTarget target =
                manifest.filled(asked -> answers.removeFirst()).targets().getFirst();
        assertThat(target.auth())
                .isEqualTo(new Auth.Credentials(new SecretText("AKIA"), new SecretText("hush"), null, null));
        assertThat(target.arn().streamName()).isEqualTo("x");
        assertThat(target.adapterOverrides()).isEqualTo("{\"env\":[{\"name\":\"A\",\"value\":\"v\"}]}");
        // the manifest itself stays as it was
        assertThat(manifest.placeholders()).hasSize(4);
    }

    /// Base64 of the placeholder, by somebody who meant well.
    @Test
    void asksForAnEncodedPlaceholder() {
        assertThat(read(secret("data: {id: PHVzZXJfaW5wdXQ+, key: YQ==}") + TARGET)
                        .placeholders())
                .containsExactly(new Placeholder("aws/id", true));
    }

    @Test
    void asksOnceForASecretOfTwoTargets() {
        assertThat(read(secret("data: {id: <user_input>, key: YQ==}") + TARGET + "---\n"
                                + TARGET.replace("orders", "more"))
                        .placeholders())
                .containsExactly(new Placeholder("aws/id", true));
    }

    @Test
    void asksForNothingThatIsKnownAndOfNoOtherTarget() throws IOException {
        String other = TARGET.replace("orders", "other")
                .replace("name: aws", "name: others")
                .replace("partition: p", "partition: <user_input>");
        String open = TARGET.replace("arn:aws:kinesis:us-west-2:123456789012:stream/s", "<user_input>");
        IncomingManifest manifest = read(
                secret("data: {id: <user_input>, key: <user_input>}"),
                secret("data: {id: <user_input>}").replace("name: aws", "name: others"),
                open,
                other);
        assertThat(manifest.names()).containsExactly("orders", "other");
        IncomingManifest one = manifest.only(0, Set.of("arn"));
        assertThat(one.placeholders())
                .containsExactly(new Placeholder("aws/id", true), new Placeholder("aws/key", true));
        TargetDraft draft = manifest.only(0, Set.of("arn", "auth")).drafts().getFirst();
        assertThat(draft.arn()).isNull();
        assertThat(draft.partition()).isEqualTo("p");
        assertThat(draft.auth()).isEqualTo(AuthDraft.none());
        // the manifest itself stays as it was
        assertThat(manifest.placeholders()).hasSize(5);
    }

    @Test
    void leavesToOptionsWhatADraftMayLack() {
        TargetDraft draft = read("""
                        apiVersion: targets.triggermesh.io/v1alpha1
                        kind: AWSKinesisTarget
                        spec: {discardCloudEventContext: true, adapterOverrides: {public: true}}
                        """).drafts().getFirst();
        assertThat(draft.arn()).isNull();
        assertThat(draft.name()).isNull();
        assertThat(draft.discardCloudEventContext()).isTrue();
        assertThat(draft.adapterOverrides()).isEqualTo("{\"public\":true}");
    }

    @Test
    void checksOfADraftWhatNoOptionGives() {
        assertThatThrownBy(() -> read("""
                        apiVersion: targets.triggermesh.io/v1alpha1
                        kind: AWSKinesisTarget
                        spec: {region: x, adapterOverrides: {public: 1}}
                        more: 1
                        """).drafts())
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("""
                        spec.region: is not a field of AWSKinesisTarget; there are [adapterOverrides, arn, auth, \
                        discardCloudEventContext, ordered, partition, partitionFrom]; \
                        spec.adapterOverrides.public: is a number ("1"); expected true or false; \
                        more: is not a field of AWSKinesisTarget; there are [apiVersion, kind, metadata, spec, status]""");
    }

    @Test
    void knowsWhatIsMadeForRunning() {
        assertThat(read("services: {a: {image: b}}").dumpedFor()).hasValue("docker-compose");
        assertThat(read("""
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata: {name: a, labels: {app.kubernetes.io/name: awskinesistarget}}
                        """).dumpedFor()).hasValue("deployment");
        assertThat(read("{apiVersion: apps/v1, kind: Deployment, metadata: {name: a}}")
                        .dumpedFor())
                .isEmpty();
        assertThat(read(TARGET).dumpedFor()).isEmpty();
    }

    @Test
    void takesAFolderWithAnEmptyFile() {
        assertThat(read("# nothing\n", TARGET).isEmpty()).isFalse();
        assertThat(read("# nothing\n", "").isEmpty()).isTrue();
    }

    @Test
    void tellsOfLimitsOfJsonAsOfJson() {
        String deep = "{\"a\":".repeat(60) + "1" + "}".repeat(60);
        assertThatThrownBy(() -> read(deep))
                .isInstanceOf(InvalidManifestException.class)
                .hasMessage("m0 is not valid JSON: it is nested deeper than 50 levels (line 1, column 251)");
        assertThatThrownBy(() -> read("{\"b\":2}{\"a\":" + "1".repeat(2_000) + "}"))
                .isInstanceOf(InvalidManifestException.class)
                .hasMessage(
                        "m0 is not valid JSON: a number has 2000 characters; there are at most 1000, a longer one has "
                                + "to be in quotes (line 1, column 13)");
    }

    /// A cluster has read `yes` as a flag and `012` as ten before it knows the field's type; an error shows
    /// what stands in the file.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "partition: yes|spec.partition: is a boolean (\"yes\"); expected a string, put it in quotes",
                "partition: n|spec.partition: is a boolean (\"n\"); expected a string, put it in quotes",
                "partition: 012|spec.partition: is a number (\"012\"); expected a string, put it in quotes",
                "partition: 1e3|spec.partition: is a number (\"1e3\"); expected a string, put it in quotes",
                "partition: 0x1F|spec.partition: is a number (\"0x1F\"); expected a string, put it in quotes",
                "partition: 1_000|spec.partition: is a number (\"1_000\"); expected a string, put it in quotes",
                "partition: +1.50|spec.partition: is a number (\"+1.50\"); expected a string, put it in quotes",
                "ordered: 0x1|spec.ordered: is a number (\"0x1\"); expected true or false",
                "adapterOverrides: {public: 012}|spec.adapterOverrides.public: is a number (\"012\"); expected true or "
                        + "false",
                "adapterOverrides: {labels: {a: On}}|spec.adapterOverrides.labels.a: is a boolean (\"On\"); expected a "
                        + "string, put it in quotes",
                "adapterOverrides: {labels: {yes: a b}}|spec.adapterOverrides.labels.true: \"a b\" is not a label value; "
                        + "expected up to 63 letters, digits, \"-\", \"_\" and \".\", with a letter or digit at both ends",
                "adapterOverrides: {tolerations: [{operator: Exists, effect: NoExecute, tolerationSeconds: yes}]}|"
                        + "spec.adapterOverrides.tolerations[0].tolerationSeconds: is a boolean (\"yes\"); expected an "
                        + "integer",
                "adapterOverrides: {resources: {limits: {cpu: 010}, requests: {cpu: 0x9}}}|"
                        + "spec.adapterOverrides.resources.requests.cpu: \"0x9\" is more than the limit, 010",
                "adapterOverrides: {resources: {limits: {cpu: -0x1}}}|spec.adapterOverrides.resources.limits.cpu: "
                        + "\"-0x1\" is not a quantity; expected one like 500m or 128Mi",
            })
    void showsValuesAsTheyAreWritten(String field, String message) {
        String target =
                "apiVersion: targets.triggermesh.io/v1alpha1\nkind: AWSKinesisTarget\nmetadata: {name: a}\nspec:\n"
                        + "  arn: arn:aws:kinesis:us-west-2:123456789012:stream/s\n  auth: {iam: {}}\n";
        String text = target + "  " + field + "\n" + (field.startsWith("partition") ? "" : "  partition: p\n");
        assertThatThrownBy(() -> read(text).targets())
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(message);
    }

    @Test
    void takesFlagsAndNumbersAsAClusterDoes() {
        KinesisTarget target = read("""
                        apiVersion: targets.triggermesh.io/v1alpha1
                        kind: AWSKinesisTarget
                        metadata: {name: a}
                        spec:
                          arn: arn:aws:kinesis:us-west-2:123456789012:stream/s
                          partition: p
                          auth: {iam: {}}
                          ordered: y
                          discardCloudEventContext: Off
                          adapterOverrides:
                            public: on
                            resources: {limits: {cpu: 010, memory: 1e9}}
                            tolerations: [{operator: Exists, effect: NoExecute, tolerationSeconds: 0x1F}]
                        """).targets().getFirst();
        assertThat(target.ordered()).isTrue();
        assertThat(target.discardCloudEventContext()).isFalse();
        assertThat(target.adapterOverrides())
                .isEqualTo("{\"public\":true,\"resources\":{\"limits\":{\"cpu\":8,\"memory\":1000000000}},"
                        + "\"tolerations\":[{\"effect\":\"NoExecute\",\"operator\":\"Exists\","
                        + "\"tolerationSeconds\":31}]}");
    }

    @Test
    void refusesASecretThatIsThereTwice() {
        String once = secret("stringData: {id: a, key: b}");
        assertThatThrownBy(() -> read(TARGET, once, secret("stringData: {id: a, key: c}"))
                        .targets())
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("Secret/aws: is there 2 times; keep one of them");
        assertThatThrownBy(() -> read(once, once, TARGET).drafts())
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("Secret/aws: is there 2 times; keep one of them");
        String elsewhere = once.replace("{name: aws}", "{name: aws, namespace: elsewhere}");
        assertThat(read(elsewhere, TARGET, once).targets()).hasSize(1);
    }

    @Test
    void takesAnAnswerForAFlagAsOne() throws IOException {
        IncomingManifest manifest =
                read(secret("stringData: {id: a, key: b}") + TARGET + "  discardCloudEventContext: <user_input>\n");
        assertThat(manifest.filled(placeholder -> "false").targets().getFirst().discardCloudEventContext())
                .isFalse();
        IncomingManifest below =
                read(secret("stringData: {id: a, key: b}") + TARGET + "  adapterOverrides: {public: <user_input>}\n");
        assertThat(below.filled(placeholder -> "true").targets()).hasSize(1);
        assertThatThrownBy(() -> manifest.filled(placeholder -> "maybe").targets())
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("spec.discardCloudEventContext: is a string (\"maybe\"); expected true or false");
    }

    @Test
    void letsNoNameDriveATerminal() {
        IncomingManifest manifest =
                read("{\"kind\": \"X\\u001b[31mred\", \"metadata\": {\"name\": \"a\\u0007\\nerror: b\\u009b\"}}");
        assertThat(manifest.otherObjects()).containsExactly("X\ufffd[31mred/a\ufffd\ufffderror: b\ufffd");
    }
}
