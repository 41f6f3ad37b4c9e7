package dev.tmctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/// The built distribution, run as a process with a home of its own and nothing else of the surrounding
/// environment.
final class InstalledTmctl {
    /// Creates the target `t`, which needs no AWS to be created.
    static final String[] CREATE = {
        "create",
        "target",
        "awskinesis",
        "--name",
        "t",
        "--partition",
        "p",
        "--arn",
        "arn:aws:kinesis:us-east-1:123456789012:stream/x"
    };

    private static final long TIMEOUT_SECONDS = 90;

    private final Path home;
    private final Map<String, String> environment;

    /// @param home becomes `HOME`
    InstalledTmctl(Path home) {
        this(home, Map.of());
    }

    InstalledTmctl(Path home, Map<String, String> environment) {
        this.home = home;
        this.environment = Map.copyOf(environment);
    }

    /// What a run left.
    record Result(int code, String out, String err) {
        List<String> outLines() {
            return out.lines().toList();
        }
    }

    /// What it has for `HOME`.
    Path home() {
        return home;
    }

    /// The folder of targets.
    Path folder() {
        return home.resolve(".triggermesh/cli");
    }

    Result run(String... arguments) throws IOException, InterruptedException {
        return runWithInput(new byte[0], arguments);
    }

    Result runWithInput(byte[] input, String... arguments) throws IOException, InterruptedException {
        Path in = Files.createTempFile(home, "stdin", "");
        Files.write(in, input);
        Process process = start(in.toFile(), arguments);
        // Not in the common pool, which may have a single thread: a pipe that nobody reads stops the tool.
        FutureTask<byte[]> out = reading(process.getInputStream());
        FutureTask<byte[]> err = reading(process.getErrorStream());
        if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("tmctl " + String.join(" ", arguments) + " did not end in time");
        }
        Files.delete(in);
        try {
            return new Result(process.exitValue(), text(out.get()), text(err.get()));
        } catch (ExecutionException e) {
            throw new IOException(e);
        }
    }

    /// Where the local Kinesis listens, which is started if it does not run.
    URI localKinesis() throws IOException, InterruptedException {
        Result started = run("local", "start");
        assertThat(started.code()).as(started.err()).isZero();
        return URI.create(List.of(started.out().strip().split(" ")).getLast());
    }

    /// The command at work at the same time as other commands.
    Future<Result> runInBackground(String... arguments) {
        FutureTask<Result> task = new FutureTask<>(() -> run(arguments));
        Thread.ofPlatform().daemon().start(task);
        return task;
    }

    /// Starts a command that goes on until it is told to end; the caller reads its streams and ends it.
    Process start(File input, String... arguments) throws IOException {
        return start(List.of(), input, arguments);
    }

    /// The same where no more than so many files may be open.
    Process startWithOpenFiles(int max, File input, String... arguments) throws IOException {
        return start(List.of("/bin/sh", "-c", "ulimit -n " + max + " && exec \"$@\"", "sh"), input, arguments);
    }

    private Process start(List<String> before, File input, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(before);
        command.add(executable().toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().putAll(environment());
        builder.directory(home.toFile());
        builder.redirectInput(input);
        return builder.start();
    }

    /// The tool.
    static Path executable() {
        return Path.of(System.getProperty("tmctl.distribution"), "bin", "tmctl");
    }

    /// The whole environment of the commands.
    Map<String, String> environment() {
        Map<String, String> all = new HashMap<>();
        all.put("PATH", "/usr/bin:/bin");
        all.put("HOME", home.toString());
        all.put("AWS_EC2_METADATA_DISABLED", "true");
        all.put("TMCTL_JAVA_HOME", System.getProperty("java.home"));
        all.putAll(environment);
        return all;
    }

    /// Stops whatever the test started.
    void stopEverything() throws IOException, InterruptedException {
        if (!Files.exists(folder())) {
            return;
        }
        for (String target : run("describe", "-o", "wide").outLines().stream()
                .skip(1)
                .map(line -> line.split(" ")[0])
                .toList()) {
            run("stop", target);
        }
        run("local", "stop");
    }

    private static FutureTask<byte[]> reading(InputStream stream) {
        FutureTask<byte[]> task = new FutureTask<>(() -> {
            try (stream) {
                return stream.readAllBytes();
            }
        });
        Thread.ofPlatform().daemon().start(task);
        return task;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
