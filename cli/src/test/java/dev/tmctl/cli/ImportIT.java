package dev.tmctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.tmctl.cli.InstalledTmctl.Result;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `tmctl import` of the built distribution: whole outputs, and nothing on disk where anything is wrong.
class ImportIT {
    private static final String SECRET = """
            apiVersion: v1
            kind: Secret
            metadata:
              name: aws
            type: Opaque
            stringData:
              AWS_ACCESS_KEY_ID: AKIAIOSFODNN7EXAMPLE
              AWS_SECRET_ACCESS_KEY: wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY
            """;
    private static final String TARGET = """
            apiVersion: targets.triggermesh.io/v1alpha1
            kind: AWSKinesisTarget
            metadata:
              name: orders
            spec:
              arn: arn:aws:kinesis:us-west-2:123456789012:stream/orders
              partition: "test"
              discardCloudEventContext: true
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
    private static final String LEFT_OUT = SECRET.replace("AKIAIOSFODNN7EXAMPLE", "<user_input>")
            .replace("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "<user_input>");

    /// What is stored of the two above.
    private static final String STORED = """
            ---
            apiVersion: v1
            data:
              accessKeyID: QUtJQUlPU0ZPRE5ON0VYQU1QTEU=
              secretAccessKey: d0phbHJYVXRuRkVNSS9LN01ERU5HL2JQeFJmaUNZRVhBTVBMRUtFWQ==
            kind: Secret
            metadata:
              labels:
                triggermesh.io/context: default
              name: orders-secret
            type: Opaque
            ---
            apiVersion: targets.triggermesh.io/v1alpha1
            kind: AWSKinesisTarget
            metadata:
              labels:
                triggermesh.io/context: default
              name: orders
            spec:
              arn: arn:aws:kinesis:us-west-2:123456789012:stream/orders
              auth:
                credentials:
                  accessKeyID:
                    valueFromSecret:
                      key: accessKeyID
                      name: orders-secret
                  secretAccessKey:
                    valueFromSecret:
                      key: secretAccessKey
                      name: orders-secret
              discardCloudEventContext: true
              partition: test
            """;

    private final Path home;
    private final InstalledTmctl tmctl;

    ImportIT(@TempDir Path home) {
        this.home = home;
        this.tmctl = new InstalledTmctl(home);
    }

    @AfterEach
    void stopProcesses() {
        Footprint.killAll(home);
    }

    private Path store() {
        return tmctl.folder().resolve("default/manifest.yaml");
    }

    private static void is(Result result, int code, String out, String err) {
        assertThat(result.err()).isEqualTo(err);
        assertThat(result.out()).isEqualTo(out);
        assertThat(result.code()).isEqualTo(code);
    }

    @Test
    void should_store_a_target_and_tell_the_next_command() throws Exception {
        Files.writeString(
                home.resolve("page.yaml"),
                SECRET + "---\n" + TARGET + "---\nkind: RedisBroker\nmetadata: {name: foo}\n---\n"
                        + SECRET.replace("name: aws", "name: other"));
        String ignored = "note: left alone: RedisBroker/foo, Secret/other\n";
        is(tmctl.run("import", "-f", "page.yaml", "--dry-run"), 0, "orders created (dry run)\n", ignored);
        assertThat(tmctl.folder()).doesNotExist();
        is(tmctl.run("import", "-f", "page.yaml"), 0, "orders created\n", ignored + "next:  tmctl start orders\n");
        assertThat(store()).hasContent(STORED);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(store())))
                .isEqualTo("rw-------");
        is(tmctl.run("import", "-q", "-f", "page.yaml"), 0, "orders unchanged\n", "");
        is(
                tmctl.run("import", "-f", "page.yaml", "--context", "other"),
                0,
                "orders created\n",
                ignored + "next:  tmctl start --context other orders\n");
    }

    @Test
    void should_say_where_triggermesh_differs() throws Exception {
        Files.writeString(
                home.resolve("m.yaml"),
                TARGET.replaceAll("(?m)^ *discard.*\n", "").replaceAll("(?s)auth:.*", "auth: {iam: {}}\n")
                        + "  adapterOverrides: {public: true}\n");
        is(tmctl.run("import", "-f", "m.yaml"), 0, "orders created\n", """
                note: orders says nothing of the payload: here a record holds the data alone, TriggerMesh's controller \
                stores the whole CloudEvent (discardCloudEventContext: false)
                note: orders has adapterOverrides: they are kept for a cluster (tmctl dump), an adapter on this machine \
                does not use them
                next:  tmctl start orders
                """);
    }

    @Test
    void should_store_all_or_nothing() throws Exception {
        Files.writeString(home.resolve("good.yaml"), SECRET + "---\n" + TARGET);
        Files.writeString(
                home.resolve("bad.yaml"),
                TARGET.replace("name: orders", "name: other").replace("partition: \"test\"", "partition: 7")
                        + "  adapterOverrides:\n    env:\n    - {name: A, vaule: b}\n");
        String errors = """
                error: 2 values are not valid; nothing was changed
                  other: spec.partition                      is a number ("7"); expected a string, put it in quotes
                  other: spec.adapterOverrides.env[0].vaule  is not a field of AWSKinesisTarget; there are [name, value, valueFrom]
                """;
        is(tmctl.run("import", "-f", "good.yaml", "-f", "bad.yaml"), 2, "", errors);
        assertThat(tmctl.folder()).doesNotExist();
        assertThat(tmctl.run("import", "-f", "good.yaml").code()).isZero();
        is(tmctl.run("import", "-f", "bad.yaml", "-f", "good.yaml"), 2, "", errors);
        assertThat(store()).hasContent(STORED);
    }

    /// Each file is a valid manifest, and no command could read a store that holds them all.
    @Test
    void should_refuse_more_than_a_context_holds() throws Exception {
        Path many = Files.createDirectories(home.resolve("many"));
        for (int i = 0; i < 3; i++) {
            Files.writeString(
                    many.resolve(i + ".yaml"),
                    SECRET.replace("name: aws", "name: aws" + i) + "---\n"
                            + TARGET.replace("name: orders", "name: t" + i).replace("name: aws", "name: aws" + i)
                            + "  adapterOverrides:\n    annotations:\n      a: " + "x".repeat(1_200_000) + "\n");
        }
        assertThat(tmctl.run("import", "-f", "many").code()).isEqualTo(2);
        assertThat(tmctl.folder()).doesNotExist();
        assertThat(tmctl.run("import", "-q", "-f", "many/0.yaml").code()).isZero();
        String before = Files.readString(store());
        for (String[] command : new String[][] {{"import", "-f", "many"}, {"import", "-f", "many", "--dry-run"}}) {
            Result result = tmctl.run(command);
            assertThat(result.err())
                    .matches(
                            "error: with this the context default would be too large: \\S+/manifest.yaml has \\d+ characters; "
                                    + "a manifest has at most 3145728; keep some of its targets in another context, --context "
                                    + "NAME\n");
            assertThat(result.code()).isEqualTo(2);
            assertThat(result.out()).isEmpty();
        }
        assertThat(store()).hasContent(before);
        assertThat(tmctl.run("describe", "t0").code()).isZero();
    }

    @Test
    void should_read_left_out_values_from_a_pipe() throws Exception {
        Files.writeString(home.resolve("m.yaml"), LEFT_OUT + "---\n" + TARGET);
        byte[] answers =
                "AKIAIOSFODNN7EXAMPLE\nwJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n".getBytes(StandardCharsets.UTF_8);
        is(tmctl.runWithInput("AKIA\n".getBytes(StandardCharsets.UTF_8), "import", "-f", "m.yaml"), 2, "", """
                error: 1 value is not valid; nothing was changed
                  aws/AWS_SECRET_ACCESS_KEY  is to come from standard input, which has ended
                """);
        assertThat(tmctl.folder()).doesNotExist();
        is(tmctl.runWithInput(answers, "import", "-f", "m.yaml"), 0, "orders created\n", "next:  tmctl start orders\n");
        assertThat(store()).hasContent(STORED);
        is(
                tmctl.runWithInput(
                        Files.readAllBytes(home.resolve("m.yaml")), "import", "-f", "-", "--context", "second"),
                2,
                "",
                """
                error: standard input is the manifest, so nobody can be asked for aws/AWS_ACCESS_KEY_ID, aws/AWS_SECRET_ACCESS_KEY
                hint:  save the manifest and name the file; the values are asked for, or read line by line from standard input
                """);
        // the same reader serves create
        is(
                tmctl.runWithInput(answers, "create", "target", "awskinesis", "--from", "m.yaml", "--no-start"),
                0,
                """
                orders unchanged
                  Stream         arn:aws:kinesis:us-west-2:123456789012:stream/orders
                  Partition key  test
                  Payload        data only
                """,
                "next:  tmctl start orders\n");
    }

    /// Options win over the manifest, so that nobody is asked for what they give, nor for another target's
    /// keys.
    @Test
    void should_ask_create_for_nothing_that_is_known() throws Exception {
        Files.writeString(
                home.resolve("m.yaml"),
                LEFT_OUT + "---\n" + TARGET.replace("stream/orders", "stream/orders\n  ordered: false") + "---\n"
                        + TARGET.replace("name: orders", "name: other").replace("\"test\"", "<user_input>"));
        Files.writeString(home.resolve("id"), "AKIAIOSFODNN7EXAMPLE");
        Files.writeString(home.resolve("key"), "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
        String[] create = {
            "create",
            "target",
            "awskinesis",
            "--no-start",
            "--from",
            "m.yaml",
            "--name",
            "other",
            "--partition",
            "mine",
            "--auth.credentials.accessKeyID",
            "@id",
            "--auth.credentials.secretAccessKey",
            "@key"
        };
        is(tmctl.run(create), 0, """
                other created
                  Stream         arn:aws:kinesis:us-west-2:123456789012:stream/orders
                  Partition key  mine
                  Payload        data only
                """, "next:  tmctl start other\n");
        is(tmctl.run("create", "target", "awskinesis", "--no-start", "--from", "m.yaml"), 2, "", """
                error: 1 value is not valid; nothing was changed
                  from  m.yaml holds 2 targets; choose one with --name: orders, other
                """);
    }

    @Test
    void should_say_what_is_wrong_with_json() throws Exception {
        Files.writeString(home.resolve("m.json"), "{\"apiVersion\": \"v1\",");
        is(tmctl.run("import", "-f", "m.json"), 2, "", """
                error: m.json is not valid JSON: it ends too early (line 1, column 21)
                """);
        Files.writeString(home.resolve("m.yaml"), "{apiVersion: v1, ");
        assertThat(tmctl.run("import", "-f", "m.yaml").err()).startsWith("error: m.yaml is not valid YAML: ");
        Files.writeString(home.resolve("m.yaml"), TARGET + "---\nfoo: bar\n---\nmetadata: {name: x}\n---\nkind: A\n");
        assertThat(tmctl.run("import", "-f", "m.yaml", "--dry-run").err()).contains("valueFromSecret.name");
        Files.writeString(
                home.resolve("m.yaml"),
                SECRET + "---\n" + TARGET + "---\nfoo: bar\n---\nmetadata: {name: x}\n---\nkind: A\n");
        is(
                tmctl.run("import", "-f", "m.yaml", "--dry-run"),
                0,
                "orders created (dry run)\n",
                "note: left alone: an object without a kind, an object without a kind (x), A without a name\n");
    }

    @Test
    void should_read_folders_and_addresses() throws Exception {
        Path folder = Files.createDirectory(home.resolve("manifests"));
        Files.writeString(folder.resolve("a.yml"), TARGET);
        Files.writeString(folder.resolve("b.yaml"), SECRET);
        Files.writeString(folder.resolve("notes.txt"), "not read\n");
        is(tmctl.run("import", "-f", "manifests"), 0, "orders created\n", "next:  tmctl start orders\n");
        assertThat(store()).hasContent(STORED);
        Path empty = Files.createDirectory(home.resolve("empty"));
        is(
                tmctl.run("import", "-f", "empty"),
                2,
                "",
                "error: " + home.relativize(empty) + " holds no .yaml, .yml or .json file\n");

        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        String base = "http://127.0.0.1:" + server.getAddress().getPort();
        Map<String, byte[]> files =
                Map.of("/m.yaml", (SECRET + "---\n" + TARGET).getBytes(StandardCharsets.UTF_8), "/latin1", new byte[] {
                    (byte) 0xE4
                });
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            if (path.equals("/moved")) {
                exchange.getResponseHeaders().add("Location", base + "/m.yaml");
                exchange.sendResponseHeaders(302, -1);
            } else if (files.containsKey(path)) {
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write(files.getOrDefault(path, new byte[0]));
            } else {
                exchange.sendResponseHeaders(404, -1);
            }
            exchange.close();
        });
        server.start();
        try {
            is(tmctl.run("import", "-q", "-f", base + "/moved"), 0, "orders unchanged\n", "");
            is(tmctl.run("import", "-q", "-f", base + "/gone"), 5, "", """
                    error: %s/gone cannot be fetched: the server answers with HTTP 404
                    hint:  check the address, or save the manifest and name the file
                    """.formatted(base));
            is(tmctl.run("import", "-q", "-f", base + "/latin1"), 2, "", "error: " + base + "/latin1 is not UTF-8\n");
            // a presigned address lets in whoever has it
            is(tmctl.run("import", "-q", "-f", base + "/gone?X-Amz-Signature=s3cret"), 5, "", """
                    error: %s/gone?… cannot be fetched: the server answers with HTTP 404
                    hint:  check the address, or save the manifest and name the file
                    """.formatted(base));
        } finally {
            server.stop(0);
        }
        is(tmctl.run("import", "-q", "-f", base + "/m.yaml"), 5, "", """
                error: %s/m.yaml cannot be fetched: connection refused by %s
                hint:  check the address, or save the manifest and name the file
                """.formatted(base, base.replace("http://", "")));
    }

    @Test
    void should_say_what_cannot_be_imported() throws Exception {
        Files.writeString(home.resolve("m.yaml"), SECRET + "---\n" + TARGET);
        tmctl.run("import", "-f", "m.yaml");
        for (String platform : new String[] {"knative", "deployment", "docker-compose"}) {
            byte[] dumped = tmctl.run("dump", "-p", platform).out().getBytes(StandardCharsets.UTF_8);
            is(tmctl.runWithInput(dumped, "import", "-f", "-"), 2, "", """
                    error: standard input is for running an adapter (tmctl dump -p %s), and holds no target
                    hint:  import what tmctl dump -p kubernetes prints
                    """.formatted(platform));
        }
        is(tmctl.runWithInput(SECRET.getBytes(StandardCharsets.UTF_8), "import", "-f", "-"), 2, "", """
                error: 1 value is not valid; nothing was changed
                  from  standard input holds no AWSKinesisTarget, only Secret/aws
                """);
        is(tmctl.run("import"), 2, "", """
                error: tmctl import needs --from=FILE|DIR|-|URL
                next:  tmctl import --help
                """);
        String empty = """
                error: the name of a manifest is empty
                hint:  give -f (--from) a file, a folder, an address, or - for standard input
                """;
        is(tmctl.run("import", "-f", ""), 2, "", empty);
        is(tmctl.run("create", "target", "awskinesis", "--no-start", "--from", ""), 2, "", empty);
        is(tmctl.run("import", "-f", "gone.yaml"), 2, "", "error: gone.yaml: no such file\n");
    }

    @Test
    void should_tell_that_a_running_adapter_is_as_it_was() throws Exception {
        assertThat(tmctl.run("create", "target", "awskinesis", "--local", "--name", "l", "--partition", "a")
                        .code())
                .isZero();
        String dumped = tmctl.run("dump", "l").out();
        byte[] changed = dumped.replace("partition: a", "partition: b").getBytes(StandardCharsets.UTF_8);
        Result result = tmctl.runWithInput(changed, "import", "-f", "-");
        assertThat(result.out()).isEqualTo("l updated\n");
        assertThat(result.err()).endsWith("note: l's adapter still runs as it was\nnext:  tmctl restart l\n");
        is(tmctl.runWithInput(changed, "import", "-q", "-f", "-"), 0, "l unchanged\n", "");
    }
}
