package dev.tmctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A process that sends a stream of events; its output goes to files, so that nothing waits for a reader.
final class BulkProcess {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Pattern BOOKS = Pattern.compile("(\\d+) read, (\\d+) delivered, (\\d+) failed");

    private final Process process;
    private final Path out;
    private final Path err;

    private BulkProcess(Process process, Path out) {
        this.process = process;
        this.out = out;
        this.err = err(out);
    }

    /// What a send left.
    record Ended(int code, String out, String err) {
        long read() {
            return number(1);
        }

        long delivered() {
            return number(2);
        }

        long failed() {
            return number(3);
        }

        private long number(int group) {
            Matcher matcher = BOOKS.matcher(err.lines().toList().getLast());
            assertThat(matcher.lookingAt()).as(err).isTrue();
            return Long.parseLong(matcher.group(group));
        }
    }

    /// Starts `tmctl send`.
    ///
    /// @param input its standard input, or `-` for a pipe that the caller holds
    /// @param out the file for its standard output; that of standard error is beside it
    static BulkProcess send(InstalledTmctl tmctl, File input, Path out, String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(InstalledTmctl.executable().toString(), "send"));
        command.addAll(List.of(arguments));
        return start(tmctl, input, out, command);
    }

    /// Starts any command in the tool's environment.
    static BulkProcess start(InstalledTmctl tmctl, File input, Path out, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().putAll(tmctl.environment());
        if (!input.getPath().equals("-")) {
            builder.redirectInput(input);
        }
        Process process = builder.redirectOutput(out.toFile())
                .redirectError(err(out).toFile())
                .directory(tmctl.home().toFile())
                .start();
        return new BulkProcess(process, out);
    }

    private static Path err(Path out) {
        return out.resolveSibling(out.getFileName() + ".err");
    }

    /// The process itself.
    Process process() {
        return process;
    }

    /// What it has written to standard error so far.
    String err() throws IOException {
        return Files.readString(err);
    }

    /// Waits for its end.
    Ended ended() throws Exception {
        if (!process.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the send did not end in time: " + err());
        }
        return new Ended(process.exitValue(), Files.readString(out), err());
    }
}
