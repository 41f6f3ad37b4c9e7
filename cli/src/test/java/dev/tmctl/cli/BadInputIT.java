package dev.tmctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tmctl.cli.InstalledTmctl.Result;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Wrong input to the built distribution: whole messages, the right exit code, and nothing on disk.
class BadInputIT {
    private static final String ARN = "arn:aws:kinesis:us-east-1:123456789012:stream/x";

    @Test
    void should_find_every_violation_in_one_go(@TempDir Path home) throws Exception {
        InstalledTmctl tmctl = new InstalledTmctl(home);
        Result result = tmctl.run(
                "create",
                "target",
                "awskinesis",
                "--name",
                "A_b",
                "--arn",
                "arn:aws:kinesis:us-east-1:1:stream/x",
                "--auth.credentials.secretAccessKey",
                "hush",
                "--auth.iam.roleArn",
                "nonsense",
                "--discardCloudEventContext",
                "--full-cloudevent=true");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).isEqualTo("""
                error: 7 values are not valid; nothing was changed
                  name                          "A_b" is not a DNS label: expected 1 to 63 letters, digits and inner hyphens
                  arn                           "arn:aws:kinesis:us-east-1:1:stream/x" has the account "1"; expected 12 digits
                  partition                     is missing; give the partition key of the records
                  auth                          has auth.credentials and auth.iam; keep exactly one of them
                  auth.credentials.accessKeyID  is missing; it is needed together with auth.credentials.secretAccessKey
                  auth.iam.roleArn              "nonsense" is not a role's ARN; expected arn:aws:iam::ACCOUNT:role/NAME
                  discardCloudEventContext      is true while full-cloudevent is true; they have opposite meanings, keep one
                """);
        assertThat(Files.exists(tmctl.folder())).isFalse();
    }

    @Test
    void should_refuse_what_eks_gives_when_there_is_no_token(@TempDir Path home) throws Exception {
        InstalledTmctl tmctl = new InstalledTmctl(home);
        Result result = tmctl.run(
                "create",
                "target",
                "awskinesis",
                "--arn",
                ARN,
                "--partition",
                "p",
                "--auth.iamrole",
                "arn:aws:iam::123456789012:role/r");
        assertThat(result.code()).isEqualTo(4);
        assertThat(result.err()).isEqualTo("""
                error: auth.iamRole is given to a pod by EKS, and this machine has no web identity token
                hint:  run the target on EKS, set AWS_WEB_IDENTITY_TOKEN_FILE, or use --auth.credentials.* (with --auth.credentials.assumeIamRole for a role)
                """);
        assertThat(Files.exists(tmctl.folder())).isFalse();
    }

    @Test
    void should_name_a_missing_secret_and_a_wrong_key(@TempDir Path home) throws Exception {
        InstalledTmctl tmctl = new InstalledTmctl(home);
        String manifest = """
                apiVersion: targets.triggermesh.io/v1alpha1
                kind: AWSKinesisTarget
                metadata: {name: x}
                spec:
                  arn: %s
                  partition: 5
                  auth:
                    credentials:
                      accessKeyID: {valueFromSecret: {name: gone, key: a}}
                      secretAccessKey: {valueFromSecret: {name: here, key: b}}
                ---
                apiVersion: v1
                kind: Secret
                metadata: {name: here}
                stringData: {c: hush}
                """.formatted(ARN);
        Result result = tmctl.runWithInput(
                manifest.getBytes(StandardCharsets.UTF_8), "create", "target", "awskinesis", "-f", "-");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).isEqualTo("""
                error: 3 values are not valid; nothing was changed
                  spec.partition                                             is a number ("5"); expected a string, put it in quotes
                  spec.auth.credentials.accessKeyID.valueFromSecret.name     names the Secret "gone", which is not in the manifest; it has [here]
                  spec.auth.credentials.secretAccessKey.valueFromSecret.key  Secret "here" has no key "b"; it has [c]
                """);
        assertThat(Files.exists(tmctl.folder())).isFalse();
    }

    @Test
    void should_suggest_what_was_meant(@TempDir Path home) throws Exception {
        InstalledTmctl tmctl = new InstalledTmctl(home);
        assertThat(tmctl.run("snd", "x").err())
                .isEqualTo(
                        "error: there is no command snd here\nhint:  did you mean send?\nnext:  tmctl send --help\n");
        assertThat(tmctl.run("create", "target", "awskinesis", "--auth.credentials.acessKeyID=hush")
                        .err())
                .isEqualTo("error: there is no option --auth.credentials.acessKeyID here\n"
                        + "hint:  did you mean --auth.credentials.accessKeyID?\n"
                        + "next:  tmctl create target awskinesis --help\n");
        assertThat(tmctl.run("send", "x").code()).isEqualTo(3);
    }

    @Test
    void should_tell_an_adapter_s_bad_configuration_in_one_line_of_its_log(@TempDir Path home) throws Exception {
        InstalledTmctl tmctl =
                new InstalledTmctl(home, java.util.Map.of("AWS_DISCARD_CE_CONTEXT", "yes", "PORT", "http", "ARN", ARN));
        Result result = tmctl.run("adapter");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err().lines()).hasSize(1);
        assertThat(result.err().replaceAll("\\d{4}-[^\"]+Z", "NOW"))
                .isEqualTo("{\"severity\":\"EMERGENCY\",\"level\":\"fatal\",\"timestamp\":\"NOW\","
                        + "\"logger\":\"awskinesistarget\",\"message\":\"the adapter cannot start: "
                        + "AWS_DISCARD_CE_CONTEXT: \\\"yes\\\" is not a boolean; expected true or false; "
                        + "PORT: \\\"http\\\" is not a port; expected 0 to 65535; "
                        + "AWS_KINESIS_PARTITION: is missing; give the partition key of the records\"}\n");
    }

    @Test
    void should_show_the_port_that_is_taken_and_roll_back(@TempDir Path home) throws Exception {
        InstalledTmctl tmctl = new InstalledTmctl(home);
        try (java.net.ServerSocket taken = new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            Result result = tmctl.run(
                    "create",
                    "target",
                    "awskinesis",
                    "--arn",
                    ARN,
                    "--partition",
                    "p",
                    "--port",
                    Integer.toString(taken.getLocalPort()));
            assertThat(result.code()).isEqualTo(1);
            assertThat(result.err())
                    .isEqualTo("error: port " + taken.getLocalPort()
                            + " is taken by another program; free it or give another --port\n");
        }
        assertThat(tmctl.run("describe").err()).isEqualTo("no targets in the context default\n");
    }
}
