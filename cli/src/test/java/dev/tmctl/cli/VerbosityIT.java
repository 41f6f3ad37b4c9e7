package dev.tmctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tmctl.cli.InstalledTmctl.Result;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What `-v` and `--debug` tell, and that it is never a secret.
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class VerbosityIT {
    private static final String KEY_ID = "AKIAIOSFODNN7EXAMPLE";
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    private static final String TOKEN = "IQoJb3JpZ2luX2VjEXAMPLETOKEN//////////wEaCXVzLWVhc3QtMSJHMEUCIQ==";
    private static final String ARN = "arn:aws:kinesis:us-east-1:000000000000:stream/t";

    private final Path home;
    private final Path secrets;
    private final InstalledTmctl tmctl;

    VerbosityIT(@TempDir Path folder) throws Exception {
        this.home = Files.createDirectory(folder.resolve("home"));
        this.secrets = Files.createDirectory(folder.resolve("secrets"));
        this.tmctl = new InstalledTmctl(home);
        Files.writeString(secrets.resolve("id"), KEY_ID);
        Files.writeString(secrets.resolve("secret"), SECRET);
        Files.writeString(secrets.resolve("token"), TOKEN);
    }

    @AfterEach
    void stopProcesses() {
        Footprint.killAll(home);
    }

    @Test
    void should_tell_what_is_done() throws Exception {
        assertThat(scrubbed(tmctl.run(
                        "create", "target", "awskinesis", "-v", "--local", "--name", "t", "--partition", "p")))
                .isEqualTo("""
                context: default (default), folder HOME/.triggermesh/cli/default
                local Kinesis started: process PID, port PORT, log HOME/.triggermesh/cli/.local-kinesis/local-kinesis.log
                adapter of t started: process PID, port PORT, log HOME/.triggermesh/cli/default/run/t.log
                note: local Kinesis started at http://127.0.0.1:PORT
                note: stream t created in the local Kinesis
                next:  tmctl send --target t '{"hello": "world"}'
                """);
        assertThat(scrubbed(tmctl.run("send", "-v", "-o", "none", "x"))).isEqualTo("""
                context: default (default), folder HOME/.triggermesh/cli/default
                read: HOME/.triggermesh/cli/default/manifest.yaml, 1 target
                route: through the adapter at http://127.0.0.1:PORT
                """);
        assertThat(scrubbed(tmctl.run("send", "-v", "--direct", "-o", "none", "x")))
                .isEqualTo("""
                context: default (default), folder HOME/.triggermesh/cli/default
                read: HOME/.triggermesh/cli/default/manifest.yaml, 1 target
                route: straight to http://127.0.0.1:PORT
                """);
        assertThat(scrubbed(tmctl.run("start", "-v"))).isEqualTo("""
                context: default (default), folder HOME/.triggermesh/cli/default
                read: HOME/.triggermesh/cli/default/manifest.yaml, 1 target
                adapter of t runs already: process PID, port PORT, log HOME/.triggermesh/cli/default/run/t.log
                """);
    }

    @Test
    void should_show_every_call_of_a_send() throws Exception {
        local();
        assertThat(scrubbed(tmctl.run("send", "--debug", "--target", "t", "-o", "none", "x")))
                .contains("\nPOST http://127.0.0.1:PORT: 200 in MILLIS\n");
        assertThat(scrubbed(tmctl.run("send", "--debug", "--target", "t", "--direct", "-o", "none", "x")))
                .doesNotContain("CreateStream")
                .endsWith("\nPOST http://127.0.0.1:PORT/ PutRecord: 200 in MILLIS, request UUID\n");
        String nowhere = Endpoints.closed().toString();
        assertThat(scrubbed(tmctl.run(
                        "send",
                        "--debug",
                        "--direct",
                        "--timeout",
                        "5s",
                        "--arn",
                        ARN,
                        "--partition",
                        "p",
                        "--endpoint",
                        nowhere,
                        "--auth.credentials.accessKeyID",
                        KEY_ID,
                        "--auth.credentials.secretAccessKey=@" + secrets.resolve("secret"),
                        "x")))
                .contains("POST http://127.0.0.1:PORT/ PutRecord: no answer (connection refused by 127.0.0.1:PORT)");
    }

    /// Every command that touches a target with keys, whether they are stored, given or in the environment.
    @Test
    void should_never_show_a_secret() throws Exception {
        String endpoint = local();
        String[] keys = {
            "--auth.credentials.accessKeyID=@" + secrets.resolve("id"),
            "--auth.credentials.secretAccessKey=@" + secrets.resolve("secret"),
            "--auth.credentials.sessionToken=@" + secrets.resolve("token")
        };
        List<Result> all = new ArrayList<>();
        all.add(run(
                tmctl, keys, "create target awskinesis --debug --name k --partition p --arn ARN --endpoint", endpoint));
        for (String command : List.of(
                "describe k",
                "describe",
                "send --target k x",
                "send --target k --direct x",
                "stop k",
                "start k",
                "restart k",
                "logs k",
                "watch k --from beginning --max 1",
                "config list",
                "delete target k")) {
            all.add(run(tmctl, new String[0], command + " --debug"));
        }
        all.add(run(tmctl, keys, "send --debug --direct x --partition p --arn ARN --endpoint", endpoint));
        InstalledTmctl chain = new InstalledTmctl(
                home, Map.of("AWS_ACCESS_KEY_ID", KEY_ID, "AWS_SECRET_ACCESS_KEY", SECRET, "AWS_SESSION_TOKEN", TOKEN));
        all.add(run(chain, new String[0], "send --debug --direct x --partition p --arn ARN --endpoint", endpoint));
        assertThat(all)
                .allSatisfy(result -> assertThat(result.code()).as(result.err()).isZero());
        String told = all.toString();
        assertThat(told)
                .contains("credentials: access key of the target, key AKIA********LE")
                .contains("credentials: AWS default credential chain: environment variables, key AKIA********LE")
                .contains("PutRecord: 200 in ", "DescribeStreamSummary: 200 in ", "/statusz: 200 in ");
        assertSecret(told);
        assertSecret(Files.readString(tmctl.folder().resolve("default/run/t.log")));
    }

    /// AWS repeats what was signed when a signature does not match, and that holds the session token.
    @Test
    void should_mask_a_secret_that_the_endpoint_repeats() throws Exception {
        try (Endpoints endpoint = new Endpoints()) {
            endpoint.refuse("repeat", "expected x-amz-security-token:" + TOKEN + " and not " + SECRET);
            Result result = tmctl.run(
                    "send",
                    "--debug",
                    "--direct",
                    "--arn",
                    ARN,
                    "--partition",
                    "p",
                    "--endpoint",
                    endpoint.uri().toString(),
                    "--auth.credentials.accessKeyID=@" + secrets.resolve("id"),
                    "--auth.credentials.secretAccessKey=@" + secrets.resolve("secret"),
                    "--auth.credentials.sessionToken=@" + secrets.resolve("token"),
                    "repeat");
            assertThat(result.code()).as(result.err()).isEqualTo(4);
            assertThat(result.err()).contains("expected x-amz-security-token:******** and not ********");
            assertSecret(result.toString());
        }
    }

    private static void assertSecret(String text) {
        for (String secret : List.of(SECRET, TOKEN)) {
            assertThat(text)
                    .doesNotContain(secret)
                    .doesNotContain(Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8)));
        }
        assertThat(text).doesNotContain("AWS4-HMAC-SHA256");
    }

    private static Result run(InstalledTmctl tmctl, String[] more, String command, String... end) throws Exception {
        List<String> arguments =
                new ArrayList<>(List.of(command.replace("ARN", ARN).split(" ")));
        arguments.addAll(List.of(end));
        arguments.addAll(List.of(more));
        return tmctl.run(arguments.toArray(String[]::new));
    }

    /// A local target `t` with its stream.
    ///
    /// @return where the local Kinesis is
    private String local() throws Exception {
        Result created = tmctl.run("create", "target", "awskinesis", "--local", "--name", "t", "--partition", "p");
        assertThat(created.code()).as(created.err()).isZero();
        return tmctl.run("local", "status").out().replaceAll("(?s).*endpoint +(\\S+).*", "$1");
    }

    /// Standard error of a run that worked or not, with names in the place of what differs from run to run.
    private String scrubbed(Result result) {
        return Masked.text(result.err())
                .replace(home.toString(), "HOME")
                .replaceAll("process \\d+, port \\d+", "process PID, port PORT")
                .replaceAll("in \\d+\\.\\d ms", "in MILLIS");
    }
}
