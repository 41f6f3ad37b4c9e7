package dev.tmctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Runs every example of the help in a shell, as it stands there. The local Kinesis stands in for AWS.
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ExamplesIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    /// What goes on until it is told to end.
    private static final Pattern ENDLESS =
            Pattern.compile("tmctl (watch( orders| --from beginning)?|logs -f|adapter|local run .*)$");

    /// What changes targets gets a context of its own, in which no adapter runs.
    private static final Pattern CHANGING =
            Pattern.compile("tmctl (create|delete|stop|describe billing|import -f|dump).*");

    private final Path home;
    private final Path work;
    private final InstalledTmctl tmctl;
    private final Map<String, String> environment;

    ExamplesIT(@TempDir Path folder) throws IOException {
        this.home = Files.createDirectory(folder.resolve("home"));
        this.work = Files.createDirectory(folder.resolve("work"));
        this.tmctl = new InstalledTmctl(home);
        this.environment = new HashMap<>(tmctl.environment());
        environment.put("PATH", InstalledTmctl.executable().getParent() + ":/usr/bin:/bin");
        environment.put("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE");
        environment.put("AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
        Files.writeString(work.resolve("order.json"), "{\"order\": 1}");
        Files.writeString(work.resolve("events.ndjson"), "{\"order\": 1}\n".repeat(10));
        Files.writeString(work.resolve("id.txt"), "AKIAIOSFODNN7EXAMPLE");
        Files.writeString(work.resolve("secret.txt"), "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
        Files.writeString(work.resolve("target.yaml"), """
                apiVersion: targets.triggermesh.io/v1alpha1
                kind: AWSKinesisTarget
                metadata:
                  name: orders
                spec:
                  arn: arn:aws:kinesis:eu-central-1:123456789012:stream/orders
                  partition: orders
                  auth:
                    iam: {}
                """);
        Files.copy(
                work.resolve("target.yaml"),
                Files.createDirectory(work.resolve("manifests")).resolve("target.yaml"));
    }

    @AfterEach
    void stopProcesses() {
        Footprint.killAll(home);
    }

    @Test
    void should_work() throws Exception {
        mustWork("create", "target", "awskinesis", "--local", "--name", "orders", "--partition", "orders");
        mustWork("send", "-q", "-o", "none", "-f", work.resolve("events.ndjson").toString());
        environment.put(
                "AWS_ENDPOINT_URL_KINESIS",
                tmctl.run("local", "status").out().replaceAll("(?s).*endpoint +(\\S+).*", "$1"));
        // the local Kinesis itself is stopped, emptied and started last
        List<String> examples = Examples.all().stream()
                .sorted(Comparator.comparing((String example) -> example.startsWith("tmctl local")))
                .toList();
        assertThat(examples).hasSizeGreaterThan(40);
        List<String> failures = new ArrayList<>();
        for (int i = 0; i < examples.size(); i++) {
            String context = CHANGING.matcher(examples.get(i)).lookingAt()
                    ? prepared("context-" + i, examples.get(i))
                    : "default";
            String failure = run(runnable(examples.get(i)), context);
            if (!failure.isEmpty()) {
                failures.add(failure);
            }
            if (!context.equals("default")) {
                Footprint.killAll(tmctl.folder().resolve(context));
            }
        }
        assertThat(failures).isEmpty();
    }

    private String prepared(String context, String example) throws Exception {
        // a stream of this machine cannot be dumped for another one
        String stream = example.startsWith("tmctl dump")
                ? "--arn=arn:aws:kinesis:us-east-1:123456789012:stream/orders"
                : "--local";
        for (String name : List.of("orders", "billing")) {
            mustWork(
                    "create",
                    "target",
                    "awskinesis",
                    stream,
                    "--no-start",
                    "--name",
                    name,
                    "--partition",
                    "p",
                    "--context",
                    context);
        }
        return context;
    }

    /// The example with what a user would put in the place of its placeholders.
    private static String runnable(String example) throws IOException {
        String filled = example.replace("--arn ARN", "--arn arn:aws:kinesis:us-east-1:123456789012:stream/orders")
                .replace("--idle 30", "--idle 1")
                .replaceAll("\\| kubectl .*", "| cat")
                // those are asked for at a terminal, which is tried elsewhere
                .replaceAll("accessKeyID (?=--)", "accessKeyID @id.txt ")
                .replaceAll("secretAccessKey$", "secretAccessKey @secret.txt")
                .replace("jq -r .name", Files.isExecutable(Path.of("/usr/bin/jq")) ? "jq -r .name" : "cat");
        try (ServerSocket free = new ServerSocket(0)) {
            return filled.replaceAll("(?<=port |PORT=)(4567|8080)", Integer.toString(free.getLocalPort()));
        }
    }

    /// Runs a line.
    ///
    /// @return what went wrong, empty when nothing did
    private String run(String line, String context) throws Exception {
        Path out = work.resolve("out");
        Path err = work.resolve("err");
        boolean endless = ENDLESS.matcher(line).find();
        ProcessBuilder builder =
                new ProcessBuilder("/bin/sh", "-c", endless ? line.replace("tmctl ", "exec tmctl ") : line);
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().put("TMCTL_CONTEXT", context);
        Process process = builder.directory(work.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        if (endless) {
            Awaitility.await()
                    .atMost(TIMEOUT)
                    .until(() -> !process.isAlive() || Files.size(out) > 0 || Files.size(err) > 0);
            new ProcessBuilder("/bin/kill", "-INT", Long.toString(process.pid()))
                    .start()
                    .waitFor();
        }
        boolean ended = process.waitFor(TIMEOUT);
        process.destroyForcibly();
        boolean well = ended && (endless ? List.of(0, 130).contains(process.exitValue()) : process.exitValue() == 0);
        return well ? "" : line + "\n  " + (ended ? process.exitValue() : "never ended") + ": " + Files.readString(err);
    }

    private void mustWork(String... arguments) throws Exception {
        InstalledTmctl.Result result = tmctl.run(arguments);
        assertThat(result.code()).as(result.err()).isZero();
    }
}
