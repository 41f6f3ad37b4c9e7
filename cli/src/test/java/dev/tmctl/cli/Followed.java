package dev.tmctl.cli;

import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/// A command that prints lines until it is interrupted.
final class Followed implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final Process process;
    private final ReadLines lines;

    /// Starts it.
    Followed(InstalledTmctl tmctl, String... arguments) throws IOException {
        this.process = tmctl.start(new File("/dev/null"), arguments);
        this.lines = new ReadLines(process.getInputStream());
    }

    /// What it has printed on standard output.
    List<String> lines() {
        return lines.soFar();
    }

    /// Waits for a line.
    void awaitLine(Predicate<String> wanted) {
        Awaitility.await().atMost(TIMEOUT).until(() -> lines().stream().anyMatch(wanted));
    }

    /// Waits for so many lines.
    void awaitLines(int count) {
        Awaitility.await().atMost(TIMEOUT).until(() -> lines().size() >= count);
    }

    /// Sends Ctrl-C's signal and waits for the end.
    ///
    /// @return the exit code
    int interrupt() throws Exception {
        new ProcessBuilder("/bin/kill", "-INT", Long.toString(process.pid()))
                .start()
                .waitFor();
        if (!process.waitFor(TIMEOUT)) {
            throw new AssertionError("it did not end when it was interrupted");
        }
        lines.join(TIMEOUT);
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
