package dev.tmctl.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tmctl.target.Auth;
import dev.tmctl.target.InvalidInputException;
import dev.tmctl.target.KinesisTarget;
import dev.tmctl.target.PartitionKey;
import dev.tmctl.target.SecretText;
import dev.tmctl.target.StreamArn;
import org.junit.jupiter.api.Test;

class ManifestTest {

    private static final String ARN = "arn:aws:kinesis:us-west-2:123456789012:stream/triggermeshtest";

    private static final String SECRET = """
            apiVersion: v1
            kind: Secret
            metadata:
              name: aws
            type: Opaque
            stringData:
              AWS_ACCESS_KEY_ID: AKIAEXAMPLE
              AWS_SECRET_ACCESS_KEY: s3cret/+=
            """;

    private static final String TARGET = """
            apiVersion: targets.triggermesh.io/v1alpha1
            kind: AWSKinesisTarget
            metadata:
              name: triggermesh-aws-kinesis
            spec:
              arn: arn:aws:kinesis:us-west-2:123456789012:stream/triggermeshtest
              partition: "test"
              auth:
                credentials:
                  accessKeyID:
                    valueFromSecret:
                      name: aws
                      key: AWS_ACCESS_KEY_ID
                  secretAccessKey:
                    valueFromSecret:
                      name: aws
                      key: AWS_SECRET_ACCESS_KEY
            """;

    private static final KinesisTarget EXPECTED =
            target(new Auth.Credentials(new SecretText("AKIAEXAMPLE"), new SecretText("s3cret/+="), null, null));

    private static KinesisTarget target(Auth auth) {
        return new KinesisTarget(
                "triggermesh-aws-kinesis",
                StreamArn.parse(ARN),
                new PartitionKey("test"),
                auth,
                null,
                null,
                null,
                false,
                null);
    }

    private static Manifest parse(String text) {
        return Manifest.parse(text, "m.yaml");
    }

    private static void refused(String text, String message) {
        assertThatThrownBy(() -> parse(text).targets())
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(message);
    }

    private static void unreadable(String text, String message) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(InvalidManifestException.class)
                .hasMessage(message);
    }

    @Test
    void readsTheDocumentationsManifestInEitherOrder() {
        assertThat(parse(SECRET + "---\n" + TARGET).targets()).containsExactly(EXPECTED);
        assertThat(parse("---\n" + TARGET + "---\n" + SECRET).targets()).containsExactly(EXPECTED);
    }

    @Test
    void readsTheDocumentationsSpellingOfTheRole() {
        String role = "arn:aws:iam::123456789012:role/writer";
        String text = TARGET.substring(0, TARGET.indexOf("    credentials:")) + "    iamrole: " + role + "\n";
        assertThat(parse(text).targets()).containsExactly(target(new Auth.WebIdentity(role, null, true)));
        assertThat(parse(text.replace("iamrole", "iamRole")).targets())
                .containsExactly(target(new Auth.WebIdentity(role, null, true)));
    }

    @Test
    void readsJson() {
        assertThat(parse("{\"apiVersion\":\"targets.triggermesh.io/v1alpha1\",\"kind\":\"AWSKinesisTarget\","
                                + "\"metadata\":{\"name\":\"triggermesh-aws-kinesis\"},\"spec\":{\"arn\":\"" + ARN
                                + "\",\"partition\":\"test\",\"auth\":{\"iam\":{}}}}")
                        .targets())
                .containsExactly(target(new Auth.DefaultChain()));
    }

    @Test
    void readsTwoTargetsOfOneSecret() {
        assertThat(parse(TARGET + "---\n" + SECRET + "---\n" + TARGET.replace("triggermesh-aws", "other-aws"))
                        .targets())
                .extracting(KinesisTarget::name)
                .containsExactly("triggermesh-aws-kinesis", "other-aws-kinesis");
    }

    @Test
    void saysWhichSecretIsNotThere() {
        String field = "spec.auth.credentials.accessKeyID.valueFromSecret.name: names the Secret \"aws\", "
                + "which is not in the manifest";
        String other = field.replace("accessKeyID", "secretAccessKey");
        refused(TARGET, field + "; " + other);
        refused(
                TARGET + "---\n" + SECRET.replace("name: aws", "name: gcp"),
                field + "; it has [gcp]; " + other + "; it has [gcp]");
    }

    @Test
    void saysWhichKeyIsNotThere() {
        refused(
                TARGET + "---\n" + SECRET.replace("AWS_ACCESS_KEY_ID", "ACCESS"),
                "spec.auth.credentials.accessKeyID.valueFromSecret.key: "
                        + "Secret \"aws\" has no key \"AWS_ACCESS_KEY_ID\"; it has [ACCESS, AWS_SECRET_ACCESS_KEY]");
    }

    @Test
    void refusesWrongTypesAllAtOnce() {
        refused(
                """
                apiVersion: targets.triggermesh.io/v1alpha1
                kind: AWSKinesisTarget
                metadata:
                  name: 7
                spec:
                  arn: [a]
                  partition: 123
                  region: eu
                  discardCloudEventContext: "yes"
                  adapterOverrides: 1
                  auth:
                    credentials:
                      accessKeyID: AKIA
                      secretAccessKey:
                        value: 12
                """,
                "spec.region: is not a field of AWSKinesisTarget; "
                        + "there are [adapterOverrides, arn, auth, discardCloudEventContext, ordered, partition, partitionFrom]; "
                        + "spec.adapterOverrides: is a number (\"1\"); expected an object; "
                        + "metadata.name: is a number (\"7\"); expected a string, put it in quotes; "
                        + "spec.arn: is a list; expected a string, put it in quotes; "
                        + "spec.partition: is a number (\"123\"); expected a string, put it in quotes; "
                        + "spec.auth.credentials.accessKeyID: is a string; "
                        + "expected value or valueFromSecret under it; "
                        + "spec.auth.credentials.secretAccessKey.value: is a number; "
                        + "expected a string, put it in quotes; "
                        + "spec.discardCloudEventContext: is a string (\"yes\"); expected true or false");
    }

    @Test
    void placesBrokenRulesInTheManifest() {
        refused(
                TARGET.replace(ARN, "orders").replace("triggermesh-aws-kinesis", "a_b") + "---\n" + SECRET,
                "metadata.name: \"a_b\" is not a DNS label: expected 1 to 63 letters, digits and inner hyphens; "
                        + "spec.arn: \"orders\" does not start with \"arn:\"; "
                        + "expected arn:aws:kinesis:REGION:ACCOUNT:stream/NAME");
    }

    @Test
    void refusesDuplicateKeys() {
        unreadable("a: 1\na: 2\n", "m.yaml is not valid YAML: found duplicate key a (line 2, column 1)");
    }

    /// Bounds, syntax and keys are looked at in one pass.
    @Test
    void reportsTheFirstMistake() {
        unreadable("a: 1\na: 2\n---\nb: [\n", "m.yaml is not valid YAML: found duplicate key a (line 2, column 1)");
        unreadable(
                "a: *b\n---\n" + "[".repeat(51),
                "m.yaml is not valid YAML: found undefined alias b (line 1, column 4)");
    }

    @Test
    void refusesAnAliasBomb() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 100; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }
        unreadable(bomb.toString(), "m.yaml is not valid YAML: it has more than 500000 values (line 17, column 18)");
    }

    @Test
    void refusesTenMebibytes() {
        unreadable("x".repeat(10 * 1024 * 1024), "m.yaml has 10485760 characters; a manifest has at most 3145728");
    }

    @Test
    void refusesDeepNesting() {
        unreadable(
                "[".repeat(10_000), "m.yaml is not valid YAML: it is nested deeper than 50 levels (line 1, column 51)");
    }

    @Test
    void refusesWhatIsNoObject() {
        unreadable("just text\n", "m.yaml: document 1 is not a Kubernetes object");
    }

    @Test
    void namesOtherObjects() {
        assertThat(parse("kind: Broker\nmetadata: {name: b}\n---\n" + SECRET).otherObjects())
                .containsExactly("Broker/b");
    }

    @Test
    void keepsLineEndsAndCommentsOfForeignDocuments() {
        String foreign = "---\r\n# mine\r\napiVersion: v1\r\nkind: ConfigMap\r\nmetadata:\r\n  name: c\r\n";
        String both = foreign + "---\n" + TARGET;
        assertThat(Manifest.parse(both, "m").without("triggermesh-aws-kinesis").render())
                .isEqualTo(foreign);
    }

    @Test
    void keepsAManifestOfOnlyComments() {
        Manifest manifest = Manifest.parse("# to be filled\n", "m");
        assertThat(manifest.isEmpty()).isFalse();
        assertThat(manifest.targets()).isEmpty();
        assertThat(manifest.otherObjects()).isEmpty();
        assertThat(manifest.render()).isEqualTo("---\n# to be filled\n");
    }

    @Test
    void namesTheFieldOfAWrongType() {
        String target = """
                apiVersion: targets.triggermesh.io/v1alpha1
                kind: AWSKinesisTarget
                metadata: [a]
                spec: text
                """;
        assertThatThrownBy(() -> Manifest.parse(target, "m").drafts())
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.violations())
                                .extracting(Object::toString)
                                .containsExactly(
                                        "spec: is a string (\"text\"); expected an object",
                                        "metadata: is a list; expected an object"));
    }

    @Test
    void tellsAWrongApiVersion() {
        String target = TARGET.replace("targets.triggermesh.io/v1alpha1", "targets.example.com/v1");
        assertThatThrownBy(() -> Manifest.parse(target, "m").drafts())
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.violations())
                                .extracting(Object::toString)
                                .containsExactly(
                                        "apiVersion: \"targets.example.com/v1\" has no AWSKinesisTarget; expected "
                                                + "targets.triggermesh.io/v1alpha1"));
    }
}
