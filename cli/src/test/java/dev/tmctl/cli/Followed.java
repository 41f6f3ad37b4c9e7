package dev.tmctl.cli;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/// A command that prints lines until it is interrupted.
final class Followed implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final Thread reader;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    /// Starts it.
    Followed(InstalledTmctl tmctl, String... arguments) throws IOException {
        this.process = tmctl.start(new File("/dev/null"), arguments);
        this.reader = Thread.ofPlatform().daemon().start(this::read);
    }

    private void read() {
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                lines.add(line);
            }
        } catch (IOException killed) {
            lines.add("the output broke off: " + killed.getMessage());
        }
    }

    /// What it has printed on standard output.
    List<String> lines() {
        return List.copyOf(lines);
    }

    /// Waits for a line.
    void awaitLine(Predicate<String> wanted) {
        Awaitility.await().atMost(PATIENCE).until(() -> lines.stream().anyMatch(wanted));
    }

    /// Waits for so many lines.
    void awaitLines(int count) {
        Awaitility.await().atMost(PATIENCE).until(() -> lines.size() >= count);
    }

    /// Sends Ctrl-C's signal and waits for the end.
    ///
    /// @return the exit code
    int interrupt() throws Exception {
        new ProcessBuilder("/bin/kill", "-INT", Long.toString(process.pid()))
                .start()
                .waitFor();
        if (!process.waitFor(PATIENCE)) {
            throw new AssertionError("it did not end when it was interrupted");
        }
        reader.join(PATIENCE);
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
