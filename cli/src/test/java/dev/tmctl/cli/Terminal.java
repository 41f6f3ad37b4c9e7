package dev.tmctl.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;

/// A command on a pseudo-terminal, which util-linux' `script` makes, and what was to be seen there.
final class Terminal implements AutoCloseable {
    private static final Path SCRIPT = Path.of("/usr/bin/script");
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final Process process;
    private final StringBuffer seen = new StringBuffer();
    private final Thread reader;

    /// Starts a command.
    ///
    /// @param arguments of the tool, in the shell's words
    /// @param environment added to the tool's
    Terminal(InstalledTmctl tmctl, String arguments, Map<String, String> environment) throws Exception {
        this("", tmctl, arguments, environment);
    }

    /// Starts a command on a terminal that knows its width and begins with its own name.
    static Terminal ofColumns(int columns, InstalledTmctl tmctl, String arguments) throws Exception {
        return new Terminal("stty cols " + columns + "; tty; ", tmctl, arguments, Map.of("TERM", "xterm"));
    }

    /// @param before what the shell does first
    private Terminal(String before, InstalledTmctl tmctl, String arguments, Map<String, String> environment)
            throws Exception {
        assumeTrue(Files.isExecutable(SCRIPT), "util-linux' script is not installed");
        String command = before + InstalledTmctl.executable() + " " + arguments;
        ProcessBuilder builder = new ProcessBuilder(SCRIPT.toString(), "-qec", command, "/dev/null");
        builder.environment().clear();
        builder.environment().putAll(tmctl.environment());
        builder.environment().put("SHELL", "/bin/sh");
        builder.environment().putAll(environment);
        process = builder.directory(tmctl.home().toFile())
                .redirectErrorStream(true)
                .start();
        reader = Thread.ofPlatform().daemon().start(() -> read(process.getInputStream()));
    }

    private void read(InputStream in) {
        byte[] buffer = new byte[4096];
        try {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                seen.append(new String(buffer, 0, n, StandardCharsets.UTF_8));
            }
        } catch (IOException ended) {
            seen.append("[").append(ended.getMessage()).append("]");
        }
    }

    /// Waits until a text is to be seen.
    void awaitText(String text) {
        Awaitility.await().atMost(TIMEOUT).until(() -> seen.indexOf(text) >= 0);
    }

    /// Types.
    void type(String text) throws Exception {
        OutputStream keyboard = process.getOutputStream();
        keyboard.write(text.getBytes(StandardCharsets.UTF_8));
        keyboard.flush();
    }

    /// Gives a terminal of [#ofColumns] another width.
    void resize(int columns) throws Exception {
        String name = text().lines().findFirst().orElseThrow();
        Process stty = new ProcessBuilder("stty", "-F", name, "cols", Integer.toString(columns))
                .inheritIO()
                .start();
        if (stty.waitFor() != 0) {
            throw new AssertionError("stty cannot change " + name);
        }
    }

    /// Waits for the end.
    ///
    /// @return the exit code
    int end() throws Exception {
        if (!process.waitFor(TIMEOUT)) {
            process.destroyForcibly();
            throw new AssertionError("did not end in time; seen: " + seen);
        }
        reader.join(TIMEOUT);
        return process.exitValue();
    }

    /// All of it, lines ended by `\n` alone.
    String text() {
        return seen.toString().replace("\r\n", "\n");
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
