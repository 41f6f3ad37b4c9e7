package dev.tmctl.cli.warmup;

import dev.tmctl.cli.support.ConsoleIO;
import dev.tmctl.cli.support.ExitCode;
import dev.tmctl.process.ProcessClaim;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/// The paths of the commands that a user waits for.
public final class ClientTraining {
    private static final String ARN = "arn:aws:kinesis:us-east-1:123456789012:stream/warm-up";
    private static final String TARGET = "warm-up";
    private static final String KEYLESS_TARGET = "keyless";
    private static final List<String> KEYS =
            List.of("--auth.credentials.accessKeyID", "warm-up", "--auth.credentials.secretAccessKey", "warm-up");

    private static final List<List<String>> WITHOUT_TARGETS = List.of(
            List.of("--help"),
            List.of("--version"),
            List.of("version"),
            List.of("create", "target", "awskinesis", "--help"),
            List.of("send", "--help"),
            List.of("describe", "--help"),
            List.of("watch", "--help"),
            List.of("local", "--help"),
            List.of("describe"),
            List.of("create", "target", "awskinesis"),
            List.of("stop", "no-such-target"),
            List.of("delete", "target", "no-such-target"),
            List.of("config", "list"),
            List.of("local", "status"),
            List.of("crd"),
            List.of("completion", "bash"),
            List.of("no-such-command"));

    private static final List<List<String>> SENDS = List.of(
            List.of("send", "--target", TARGET, "{\"a\":1}"),
            List.of("send", "--target", TARGET, "-o", "json", "text"),
            List.of("send", "--target", TARGET, "--dry-run", "{\"a\":1}"));

    private static final List<List<String>> DIRECT_SENDS = List.of(
            List.of("send", "--target", TARGET, "--direct", "{\"a\":1}"),
            List.of("send", "--target", TARGET, "--direct", "-o", "json", "text"));

    private final Path folder;
    private final UnwatchedCommands commands;

    /// @param folder an empty folder that stands for the user's
    /// @param commands runs a command line
    public ClientTraining(Path folder, BiFunction<ConsoleIO, String[], Integer> commands) {
        this.folder = folder;
        this.commands = new UnwatchedCommands(folder, commands);
    }

    /// Sends one event through an adapter, the command that is typed most. It has a cache of its own, for
    /// what is in a cache costs time at every start: the targets are not made by commands.
    ///
    /// @throws IOException when a command that must work did not, with what it said
    public void send() throws IOException {
        withManifest(endpoint -> SENDS);
    }

    /// Sends one event straight to Kinesis, with a target's keys and with those of the environment.
    ///
    /// @throws IOException when a command that must work did not, with what it said
    public void direct() throws IOException {
        withManifest(endpoint -> {
            List<List<String>> all = new ArrayList<>(DIRECT_SENDS);
            all.add(List.of("send", "--direct", "--arn", ARN, "--partition", "p", "--endpoint", endpoint, "{\"a\":1}"));
            return all;
        });
    }

    /// Runs commands that call AWS themselves: its SDK alone has thousands of classes.
    ///
    /// @throws IOException when a command that must work did not, with what it said
    public void aws() throws IOException {
        withTarget(DIRECT_SENDS, List.of(List.of("describe", TARGET)));
    }

    /// Runs all others.
    ///
    /// @throws IOException when a command that must work did not, with what it said
    public void others() throws IOException {
        WITHOUT_TARGETS.forEach(commands::run);
        withTarget(List.of(), List.of(List.of("describe"), List.of("logs", TARGET)));
    }

    /// @param must gives the commands for an endpoint
    private void withManifest(Function<String, List<List<String>>> must) throws IOException {
        try (StubEndpoint stub = new StubEndpoint()) {
            recordAdapter(stub);
            Files.writeString(folder.resolve("default/manifest.yaml"), manifest(stub.url()));
            for (List<String> command : must.apply(stub.url())) {
                mustWork(command);
            }
        }
    }

    /// What is stored for a target with keys and for one without: they have different shapes of YAML.
    private static String manifest(String endpoint) {
        return """
            ---
            apiVersion: v1
            data:
              accessKeyID: YQ==
              secretAccessKey: Yg==
            kind: Secret
            metadata:
              labels:
                triggermesh.io/context: default
              name: %1$s-secret
            type: Opaque
            ---
            apiVersion: targets.triggermesh.io/v1alpha1
            kind: AWSKinesisTarget
            metadata:
              annotations:
                tmctl.dev/endpoint: %2$s
              labels:
                triggermesh.io/context: default
              name: %1$s
            spec:
              arn: %3$s
              auth:
                credentials:
                  accessKeyID:
                    valueFromSecret:
                      key: accessKeyID
                      name: %1$s-secret
                  secretAccessKey:
                    valueFromSecret:
                      key: secretAccessKey
                      name: %1$s-secret
              partition: p
            ---
            apiVersion: targets.triggermesh.io/v1alpha1
            kind: AWSKinesisTarget
            metadata:
              annotations:
                tmctl.dev/endpoint: %2$s
              labels:
                triggermesh.io/context: default
              name: keyless
            spec:
              arn: %3$s
              auth:
                iam: {}
              partition: p
            """.formatted(TARGET, endpoint, ARN);
    }

    private void withTarget(List<List<String>> must, List<List<String>> may) throws IOException {
        try (StubEndpoint stub = new StubEndpoint()) {
            create(TARGET, stub.url(), KEYS);
            // its manifest has shapes of YAML that the other has not
            create(KEYLESS_TARGET, stub.url(), List.of());
            Path record = recordAdapter(stub);
            for (List<String> command : must) {
                mustWork(command);
            }
            may.forEach(commands::run);
            // the adapter that it would stop is this process
            Files.delete(record);
            Files.delete(record.resolveSibling(TARGET + ".lock"));
            mustWork(List.of("delete", "target", TARGET));
            mustWork(List.of("delete", "target", KEYLESS_TARGET));
        }
    }

    private Path recordAdapter(StubEndpoint stub) throws IOException {
        Path record = Files.createDirectories(folder.resolve("default/run")).resolve(TARGET + ".json");
        ProcessClaim.take(record).ready(stub.port(), "");
        return record;
    }

    private void create(String name, String endpoint, List<String> auth) throws IOException {
        List<String> command = new ArrayList<>(List.of("create", "target", "awskinesis", "--no-start", "--name", name));
        command.addAll(List.of("--arn", ARN, "--partition", "p", "--endpoint", endpoint));
        command.addAll(auth);
        mustWork(command);
    }

    private void mustWork(List<String> command) throws IOException {
        commands.mustEndWith(ExitCode.DONE, command);
    }
}
