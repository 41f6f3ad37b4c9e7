package dev.tmctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tmctl.cli.InstalledTmctl.Result;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `tmctl dump` and `tmctl crd` of the built distribution; the dumps of every kind of target are golden files
/// of the core.
class DumpIT {
    private static final String ARN = "arn:aws:kinesis:eu-central-1:123456789012:stream/orders";

    private static final String NO_KEYS = "warning: role has no keys; its container takes AWS_ACCESS_KEY_ID, "
            + "AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN from the shell that runs Compose\n";

    private final Path home;
    private final InstalledTmctl tmctl;

    DumpIT(@TempDir Path home) {
        this.home = home;
        this.tmctl = new InstalledTmctl(home);
    }

    private static void is(Result result, int code, String out, String err) {
        assertThat(result.err()).isEqualTo(err);
        assertThat(result.out()).isEqualTo(out);
        assertThat(result.code()).isEqualTo(code);
    }

    @BeforeEach
    void createTargets() throws Exception {
        Files.writeString(home.resolve("id"), "AKIAIOSFODNN7EXAMPLE\n");
        Files.writeString(home.resolve("key"), "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n");
        create("orders", "--auth.credentials.accessKeyID", "@id", "--auth.credentials.secretAccessKey", "@key");
        create("role", "--full-cloudevent");
    }

    private void create(String name, String... more) throws Exception {
        String[] command = new String[more.length + 10];
        String[] start = {
            "create", "target", "awskinesis", "--no-start", "--name", name, "--partition", "p", "--arn", ARN
        };
        System.arraycopy(start, 0, command, 0, start.length);
        System.arraycopy(more, 0, command, start.length, more.length);
        assertThat(tmctl.run(command).code()).isZero();
    }

    @Test
    void should_print_targets_as_they_are_stored() throws Exception {
        String stored = Files.readString(tmctl.folder().resolve("default/manifest.yaml"));
        is(tmctl.run("dump"), 0, stored + "\n", """
                warning: orders says nothing of the payload: here a record holds the data alone, TriggerMesh's controller \
                stores the whole CloudEvent
                next:  tmctl dump orders | tmctl create target awskinesis --from - --discardCloudEventContext
                """);
        is(tmctl.run("dump", "ROLE", "role", "-p", "kubernetes", "-o", "yaml"), 0, """
                ---
                apiVersion: targets.triggermesh.io/v1alpha1
                kind: AWSKinesisTarget
                metadata:
                  labels:
                    triggermesh.io/context: default
                  name: role
                spec:
                  arn: %s
                  auth:
                    iam: {}
                  discardCloudEventContext: false
                  partition: p

                """.formatted(ARN), "");
        is(tmctl.run("dump", "role", "--namespace", "prod", "-o", "json"), 0, """
                {
                  "apiVersion": "targets.triggermesh.io/v1alpha1",
                  "kind": "AWSKinesisTarget",
                  "metadata": {
                    "labels": {
                      "triggermesh.io/context": "default"
                    },
                    "name": "role",
                    "namespace": "prod"
                  },
                  "spec": {
                    "arn": "%s",
                    "auth": {
                      "iam": {}
                    },
                    "discardCloudEventContext": false,
                    "partition": "p"
                  }
                }

                """.formatted(ARN), "");
    }

    @Test
    void should_make_the_warnings_command_work() throws Exception {
        byte[] dumped = tmctl.run("dump", "orders").out().getBytes(StandardCharsets.UTF_8);
        Result result = tmctl.runWithInput(
                dumped, "create", "target", "awskinesis", "--from", "-", "--discardCloudEventContext", "--no-start");
        assertThat(result.out()).startsWith("orders updated\n");
        assertThat(tmctl.run("dump", "orders").err()).isEmpty();
    }

    @Test
    void should_bring_targets_to_another_machine(@TempDir Path other) throws Exception {
        InstalledTmctl there = new InstalledTmctl(other);
        byte[] dumped = tmctl.run("dump").out().getBytes(StandardCharsets.UTF_8);
        assertThat(there.runWithInput(dumped, "import", "-f", "-").out()).isEqualTo("orders created\nrole created\n");
        assertThat(there.run("dump").out().getBytes(StandardCharsets.UTF_8)).isEqualTo(dumped);

        Files.writeString(
                other.resolve("shared.yaml"), tmctl.run("dump", "--no-secrets").out());
        assertThat(Files.readString(other.resolve("shared.yaml")))
                .doesNotContain("QUtJ")
                .doesNotContain("d0phb");
        Result asked = there.runWithInput(
                "AKIAIOSFODNN7EXAMPLE\nwJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n".getBytes(StandardCharsets.UTF_8),
                "import",
                "-f",
                "shared.yaml");
        assertThat(asked.out()).isEqualTo("orders unchanged\nrole unchanged\n");
    }

    @Test
    void should_name_the_image_that_is_meant() throws Exception {
        Result result = tmctl.run("dump", "role", "-p", "deployment");
        String image =
                "tmctl-adapter:" + System.getProperty("tmctl.distribution").replaceFirst(".*/tmctl-", "");
        assertThat(result.out()).contains("        image: " + image + "\n");
        assertThat(result.err())
                .isEqualTo(
                        "note: the image is " + image + "; --image names another one, for example in your registry\n");
        Result named = tmctl.run("dump", "role", "-p", "deployment", "--image", "registry.example.com/a:1");
        assertThat(named.out()).contains("        image: registry.example.com/a:1\n");
        assertThat(named.err()).isEmpty();
        is(tmctl.run("dump", "role", "-p", "deployment", "--image", "a b"), 2, "", """
                error: 1 value is not valid
                  Deployment/awskinesistarget-role: spec.template.spec.containers[0].image  "a b" is not an image's name; \
                expected [REGISTRY/]NAME[:TAG] without white space
                """);
    }

    /// Overrides that came before they were checked.
    @Test
    void should_check_what_is_stored_before_it_prints_anything() throws Exception {
        Path store = tmctl.folder().resolve("default/manifest.yaml");
        Files.writeString(
                store,
                Files.readString(store)
                        + "  adapterOverrides:\n    env:\n    - {name: PORT, value: web}\n    labels: {a b: c}\n");
        is(tmctl.run("dump", "role", "-p", "deployment", "--image", "a:1"), 2, "", """
                error: 1 value is not valid
                  spec.adapterOverrides.labels["a b"]  is not a label key; expected [PREFIX/]NAME, NAME of up to 63 letters, \
                digits, "-", "_" and ".", PREFIX a DNS name
                """);
        Files.writeString(store, Files.readString(store).replace("a b: c", "a: c"));
        is(tmctl.run("dump", "role", "-p", "deployment", "--image", "a:1"), 2, "", """
                error: 1 value is not valid
                  spec.adapterOverrides.env[0]  "web" is not a port; expected 1 to 65535
                """);
    }

    @Test
    void should_keep_the_keys_of_a_compose_file_apart() throws Exception {
        Path file = home.resolve(".env");
        Result alone = tmctl.run("dump", "orders", "-p", "docker-compose", "--image", "a:1");
        assertThat(alone.err())
                .isEqualTo("note: the keys are not in it; --env-file .env writes them where Compose reads them\n");
        Result both = tmctl.run("dump", "orders", "-p", "docker-compose", "--image", "a:1", "--env-file", ".env");
        assertThat(both.out()).isEqualTo(alone.out()).doesNotContain("AKIA").doesNotContain("wJalr");
        assertThat(both.err()).isEmpty();
        assertThat(file).hasContent("""
                # Written by tmctl dump. Keep it secret.
                TMCTL_ORDERS_AWS_ACCESS_KEY_ID='AKIAIOSFODNN7EXAMPLE'
                TMCTL_ORDERS_AWS_SECRET_ACCESS_KEY='wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'
                """);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        // its own file is written again, with what its user added and with its keys; somebody else's is not
        String mine = Files.readString(file).replace("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "old")
                + "COMPOSE_PROJECT_NAME=shop\n";
        Files.writeString(file, mine);
        is(
                tmctl.run(
                        "dump",
                        "role",
                        "orders",
                        "-p",
                        "docker-compose",
                        "--image",
                        "a:1",
                        "--env-file",
                        ".env",
                        "--no-secrets"),
                0,
                tmctl.run("dump", "role", "orders", "-p", "docker-compose", "--image", "a:1")
                        .out(),
                "note: .env keeps the keys that it has\n" + NO_KEYS);
        assertThat(file).hasContent(mine);
        assertThat(tmctl.run("dump", "orders", "-p", "docker-compose", "--env-file", ".env")
                        .code())
                .isZero();
        assertThat(file).hasContent(mine.replace("'old'", "'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'"));
        Files.delete(file);
        assertThat(tmctl.run("dump", "orders", "-p", "docker-compose", "--env-file", ".env", "--no-secrets")
                        .code())
                .isZero();
        assertThat(file).hasContent("""
                # Written by tmctl dump. Keep it secret.
                TMCTL_ORDERS_AWS_ACCESS_KEY_ID='<user_input>'
                TMCTL_ORDERS_AWS_SECRET_ACCESS_KEY='<user_input>'
                """);
        Files.write(file, new byte[] {'#', (byte) 0xE4});
        is(tmctl.run("dump", "orders", "-q", "-p", "docker-compose", "--env-file", ".env"), 2, "", """
                error: .env is not UTF-8; nothing was changed
                hint:  name another file: --env-file FILE
                """);
        Files.writeString(file, "A=b\n");
        is(tmctl.run("dump", "orders", "-q", "-p", "docker-compose", "--env-file", ".env"), 2, "", """
                error: .env is there and was not written by tmctl dump; nothing was changed
                hint:  name another file: --env-file FILE
                """);
        assertThat(file).hasContent("A=b\n");
        is(
                tmctl.run("dump", "orders", "-q", "-p", "docker-compose", "--env-file", "gone/.env"),
                2,
                "",
                "error: gone/.env cannot be written: there is no folder gone\nhint:  make it first: mkdir -p gone\n");
        is(tmctl.run("dump", "orders", "--env-file", ".env"), 2, "", """
                error: 1 value is not valid
                  env-file  is for -p docker-compose; kubernetes has a Secret instead
                """);
    }

    @Test
    void should_say_what_cannot_be_dumped() throws Exception {
        is(tmctl.run("dump", "gone"), 3, "", """
                error: there is no target "gone" in the context default, which has orders, role
                next:  tmctl describe
                """);
        is(tmctl.run("dump", "--context", "empty"), 3, "", """
                error: there is no target in the context empty; there are some in default
                next:  tmctl describe --context default
                """);
        is(tmctl.run("dump", "-p", "knatve"), 2, "", """
                error: "knatve" is no value of --platform; expected kubernetes, knative, deployment, docker-compose
                hint:  did you mean knative?
                next:  tmctl dump --help
                """);
        is(tmctl.run("dump", "--namespace", "No_Name"), 2, "", """
                error: 1 value is not valid
                  namespace  "No_Name" is not a Kubernetes namespace
                """);
    }

    @Test
    void should_print_the_definition() throws Exception {
        Result result = tmctl.run("crd");
        assertThat(result.code()).isZero();
        assertThat(result.out())
                .startsWith("apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\n")
                .contains("\n  name: awskinesistargets.targets.triggermesh.io\n");
    }

    /// The Kubernetes model and the schema's validator are large.
    @Test
    void should_load_the_kubernetes_model_for_dumps_only() throws Exception {
        Path log = home.resolve("classes");
        InstalledTmctl logging =
                new InstalledTmctl(home, Map.of("TMCTL_JAVA_OPTS", "-Xlog:class+load:file=" + log + "::filecount=0"));
        for (String[] command : new String[][] {
            {"describe"},
            {"send", "--dry-run", "--target", "role", "x"},
            {"crd"},
            {"dump", "--help"},
            {"import", "--help"}
        }) {
            assertThat(logging.run(command).code()).isZero();
            assertThat(Files.readString(log))
                    .as(String.join(" ", command))
                    .contains("dev.tmctl.cli.Main")
                    .doesNotContain("io.fabric8")
                    .doesNotContain("com.networknt");
        }
        assertThat(logging.run("dump", "role", "-p", "deployment").code()).isZero();
        assertThat(Files.readString(log)).contains("io.fabric8").contains("com.networknt");
    }
}
