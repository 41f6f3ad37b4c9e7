package dev.tmctl.cli.warmup;

import dev.tmctl.cli.support.Streams;
import dev.tmctl.process.ProcessRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/// The paths of the commands that a user waits for.
public final class ClientTraining {
    private static final String ARN = "arn:aws:kinesis:us-east-1:123456789012:stream/warm-up";
    private static final String TARGET = "warm-up";

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
            List.of("no-such-command"));

    private static final List<List<String>> SENDS = List.of(
            List.of("send", "{\"a\":1}"),
            List.of("send", "-o", "json", "text"),
            List.of("send", "--dry-run", "{\"a\":1}"));

    private static final List<List<String>> WITH_AWS =
            List.of(List.of("send", "--direct", "{\"a\":1}"), List.of("send", "--direct", "-o", "json", "text"));

    private final Path folder;
    private final BiFunction<Streams, String[], Integer> commands;

    /// @param folder an empty folder that stands for the user's
    /// @param commands runs a command line
    public ClientTraining(Path folder, BiFunction<Streams, String[], Integer> commands) {
        this.folder = folder;
        this.commands = commands;
    }

    /// Sends one event through an adapter, the command that is typed most. What is in a cache costs time at every
    /// start,
    /// so that those kinds of commands have caches of their own.
    ///
    /// @throws IOException when a command that must work did not, with what it said
    public void send() throws IOException {
        withTarget(SENDS, List.of());
    }

    /// Runs commands that call AWS themselves: its SDK alone has thousands of classes.
    ///
    /// @throws IOException when a command that must work did not, with what it said
    public void aws() throws IOException {
        withTarget(WITH_AWS, List.of(List.of("describe", TARGET)));
    }

    /// Runs all others.
    ///
    /// @throws IOException when a command that must work did not, with what it said
    public void others() throws IOException {
        WITHOUT_TARGETS.forEach(this::run);
        withTarget(SENDS, List.of(List.of("describe")));
    }

    private void withTarget(List<List<String>> must, List<List<String>> may) throws IOException {
        try (StubEndpoint stub = new StubEndpoint()) {
            String endpoint = "http://127.0.0.1:" + stub.port();
            mustWork(List.of(
                    "create",
                    "target",
                    "awskinesis",
                    "--name",
                    TARGET,
                    "--no-start",
                    "--arn",
                    ARN,
                    "--partition",
                    "p",
                    "--endpoint",
                    endpoint,
                    "--auth.credentials.accessKeyID",
                    "warm-up",
                    "--auth.credentials.secretAccessKey",
                    "warm-up"));
            Path record = Files.createDirectories(folder.resolve("default/run")).resolve(TARGET + ".json");
            ProcessRecord.ofThisProcess(stub.port(), "").write(record);
            for (List<String> command : must) {
                mustWork(command);
            }
            may.forEach(this::run);
            // the adapter that it would stop is this process
            Files.delete(record);
            mustWork(List.of("delete", "target", TARGET));
        }
    }

    private void mustWork(List<String> command) throws IOException {
        StringWriter said = new StringWriter();
        int code = run(command, said);
        if (code != 0) {
            throw new IOException(String.join(" ", command) + " ended with " + code + ": " + said);
        }
    }

    private void run(List<String> command) {
        run(command, new StringWriter());
    }

    private int run(List<String> command, StringWriter err) {
        Map<String, String> environment = Map.of("TMCTL_HOME", folder.toString(), "HOME", folder.toString());
        Streams streams = new Streams(
                InputStream.nullInputStream(),
                new PrintWriter(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
                new PrintWriter(err, true),
                false,
                false,
                false,
                environment);
        return commands.apply(streams, command.toArray(String[]::new));
    }
}
