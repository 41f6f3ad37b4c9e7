package dev.tmctl.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tmctl.target.Violation;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What strict validation against the definition says, with the paths of `kubectl explain`.
class TargetSchemaTest {
    private static final String HEAD = """
            apiVersion: targets.triggermesh.io/v1alpha1
            kind: AWSKinesisTarget
            metadata: {name: t, labels: {a: b}, annotations: {tmctl.dev/port: "1"}}
            """;

    private static final String SPEC = HEAD + """
            spec:
              arn: arn:aws-cn:kinesis:cn-north-1:123456789012:stream/s
              auth: {iam: {}}
            """;

    private static String check(String yaml) {
        return TargetSchema.check(YamlDocuments.only(yaml, "t")).stream()
                .map(Violation::toString)
                .collect(Collectors.joining("\n"));
    }

    @Test
    void takesEveryField() {
        assertThat(check(HEAD + """
                spec:
                  arn: arn:aws-eusc:kinesis:eusc-de-east-1:123456789012:stream/s
                  partition: p
                  partitionFrom: subject
                  ordered: true
                  discardCloudEventContext: false
                  auth:
                    credentials:
                      accessKeyID: {value: a}
                      secretAccessKey: {valueFromSecret: {name: s, key: k}}
                      sessionToken: {value: null, valueFromSecret: {name: s, key: k}}
                      assumeIamRole: arn:aws:iam::123456789012:role/path/r
                  adapterOverrides:
                    public: true
                    annotations: {a/b: c}
                    labels: {d: e}
                    nodeSelector: {kubernetes.io/arch: arm64}
                    env:
                    - {name: A, value: v}
                    - {name: M, valueFrom: {fieldRef: {fieldPath: metadata.name}}}
                    resources: {limits: {cpu: 1, memory: 64Mi}, requests: {cpu: 250m}}
                    tolerations:
                    - {key: k, operator: Exists, effect: NoExecute, tolerationSeconds: 5}
                    affinity:
                      nodeAffinity:
                        preferredDuringSchedulingIgnoredDuringExecution:
                        - {weight: 1, preference: {matchExpressions: [{key: a/b, operator: In, values: [c]}]}}
                status:
                  observedGeneration: 3
                  conditions:
                  - {type: Ready, status: "True", severity: Info, reason: r, message: m, lastTransitionTime: "2026-01-01T00:00:00Z"}
                  address: {url: "http://x"}
                """)).isEmpty();
    }

    @Test
    void takesThePagesSpellingOfTheRole() {
        assertThat(check(SPEC.replace("iam: {}", "iamrole: \"arn:aws:iam::123456789012:role/r\"")))
                .isEmpty();
    }

    @Test
    void tellsWhatIsMissing() {
        assertThat(check(HEAD + "spec: {}\n")).isEqualTo("""
                spec.arn: is missing
                spec.auth: is missing; it has one of [credentials, iam, iamRole]""");
        assertThat(check(HEAD + "spec: {arn: null, auth: {credentials: {}}}\n")).isEqualTo("""
                spec.auth.credentials.accessKeyID: is missing; it has one of [value, valueFromSecret]
                spec.auth.credentials.secretAccessKey: is missing; it has one of [value, valueFromSecret]
                spec.arn: is missing""");
        assertThat(check(SPEC + "status: {conditions: [{type: Ready}]}\n"))
                .isEqualTo("status.conditions[0].status: is missing");
    }

    @Test
    void tellsUnknownFieldsAtEveryDepth() {
        assertThat(check(SPEC + """
                  region: eu
                  adapterOverrides:
                    env:
                    - {name: a, vaule: b}
                    resources: {limit: {}}
                other: 1
                status: {ready: true}
                """)).isEqualTo("""
                spec.adapterOverrides.env[0].vaule: is not a field of AWSKinesisTarget; there are [name, value, valueFrom]
                spec.adapterOverrides.resources.limit: is not a field of AWSKinesisTarget; there are [limits, requests]
                spec.region: is not a field of AWSKinesisTarget; there are [adapterOverrides, arn, auth, discardCloudEventContext, ordered, partition, partitionFrom]
                status.ready: is not a field of AWSKinesisTarget; there are [address, conditions, observedGeneration]
                other: is not a field of AWSKinesisTarget; there are [apiVersion, kind, metadata, spec, status]""");
    }

    @Test
    void tellsWrongTypes() {
        assertThat(check(SPEC + """
                  partition: 5
                  ordered: "yes"
                  discardCloudEventContext: 1
                  adapterOverrides:
                    public: "true"
                    labels: {a: 1, x/y: true}
                    annotations: []
                    env: [{name: A, value: 5}, text]
                    resources: {limits: {cpu: [1], memory: 12 MB}, requests: {cpu: 0.5}}
                    tolerations: [{operator: Is, tolerationSeconds: 1.5}]
                    affinity: near
                """)).isEqualTo("""
                spec.partition: is a number ("5"); expected a string, put it in quotes
                spec.ordered: is a string ("yes"); expected true or false
                spec.discardCloudEventContext: is a number ("1"); expected true or false
                spec.adapterOverrides.annotations: is a list; expected an object
                spec.adapterOverrides.labels.a: is a number ("1"); expected a string, put it in quotes
                spec.adapterOverrides.labels["x/y"]: is a boolean ("true"); expected a string, put it in quotes
                spec.adapterOverrides.env[0].value: is a number; expected a string, put it in quotes
                spec.adapterOverrides.env[1]: is a string; expected an object
                spec.adapterOverrides.public: is a string ("true"); expected true or false
                spec.adapterOverrides.resources.limits.cpu: is a list; expected an integer or a string
                spec.adapterOverrides.resources.limits.memory: "12 MB" is not a quantity; expected one like 500m or 128Mi
                spec.adapterOverrides.resources.requests.cpu: is a number ("0.5"); expected an integer or a string
                spec.adapterOverrides.tolerations[0].operator: "Is" is not one of Exists, Equal
                spec.adapterOverrides.tolerations[0].tolerationSeconds: is a number ("1.5"); expected an integer
                spec.adapterOverrides.affinity: is a string ("near"); expected an object""");
    }

    @Test
    void tellsAlternatives() {
        assertThat(check(SPEC.replace("{iam: {}}", "{}")))
                .isEqualTo("spec.auth: has none of credentials, iam, iamRole; give one");
        assertThat(check(SPEC.replace(
                        "{iam: {}}",
                        "{iam: {}, credentials: {accessKeyID: {value: a, valueFromSecret: {name: s, key: k}}, "
                                + "secretAccessKey: {}}}")))
                .isEqualTo("""
                        spec.auth.credentials.accessKeyID: has value and valueFromSecret; keep exactly one of them
                        spec.auth.credentials.secretAccessKey: has none of value, valueFromSecret; give one
                        spec.auth: has credentials and iam; keep exactly one of them""");
    }

    @Test
    void tellsWhatHasAnotherForm() {
        assertThat(check(SPEC.replace("cn-north-1", "north"))).isEqualTo("""
                spec.arn: "arn:aws-cn:kinesis:north:123456789012:stream/s" does not match \
                ^arn:aws(-[a-z]+)*:kinesis:[a-z]{2,5}(-[a-z]+)+-\\d{1,2}:\\d{12}:stream/.+$""");
        assertThat(check(SPEC.replace("iam: {}", "iam: {roleArn: r}"))).isEqualTo("""
                spec.auth.iam.roleArn: "r" does not match ^arn:aws(-[a-z]+)*:iam::\\d{12}:role/.+$""");
    }

    @Test
    void tellsWhatDoesNotFitTogether() {
        assertThat(check(SPEC + """
                  adapterOverrides:
                    env: [{name: A, value: b, valueFrom: {fieldRef: {fieldPath: status.podIP}}}]
                    resources: {limits: {cpu: 1, memory: 1Gi}, requests: {cpu: 1001m, memory: 1G}}
                    tolerations: [{operator: Exists, key: a, value: b}, {value: c}, {key: a, tolerationSeconds: 1}]
                """)).isEqualTo("""
                spec.adapterOverrides.env[0]: has value and valueFrom; keep one
                spec.adapterOverrides.resources.requests.cpu: "1001m" is more than the limit, 1
                spec.adapterOverrides.tolerations[0].value: must be empty where the operator is Exists
                spec.adapterOverrides.tolerations[1].operator: must be Exists where there is no key
                spec.adapterOverrides.tolerations[2].effect: must be NoExecute where tolerationSeconds is set""");
        assertThat(check(SPEC + """
                  adapterOverrides:
                    env: [{name: A, value: "", valueFrom: {fieldRef: {fieldPath: status.podIP}}}]
                    resources: {limits: {cpu: 1, memory: 1Ki, a.b/c: 1e3}, requests: {cpu: 1000m, memory: 1024, a.b/c: 1k}}
                """)).isEmpty();
    }
}
