package dev.tmctl.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// The built distribution, run as a process with a home of its own and nothing else of the surrounding
/// environment.
final class InstalledTmctl {
    private static final long PATIENCE_SECONDS = 90;

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

    /// The folder of targets.
    Path folder() {
        return home.resolve(".triggermesh/cli");
    }

    Result run(String... arguments) throws IOException, InterruptedException {
        return runWithInput(new byte[0], arguments);
    }

    Result runWithInput(byte[] input, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("tmctl.distribution"), "bin", "tmctl")
                .toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/bin:/bin");
        builder.environment().put("HOME", home.toString());
        builder.environment().put("AWS_EC2_METADATA_DISABLED", "true");
        builder.environment().put("TMCTL_JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        builder.directory(home.toFile());
        Path in = Files.createTempFile(home, "stdin", "");
        Files.write(in, input);
        builder.redirectInput(in.toFile());
        Process process = builder.start();
        CompletableFuture<byte[]> out = CompletableFuture.supplyAsync(() -> readAll(process.getInputStream()));
        CompletableFuture<byte[]> err = CompletableFuture.supplyAsync(() -> readAll(process.getErrorStream()));
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("tmctl " + String.join(" ", arguments) + " did not end in time");
        }
        Files.delete(in);
        return new Result(process.exitValue(), text(out.join()), text(err.join()));
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

    private static byte[] readAll(java.io.InputStream in) {
        try (in) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
