package dev.tmctl.cli.warmup;

import dev.tmctl.cli.support.ConsoleIO;
import dev.tmctl.cli.support.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/// Runs command lines for a user who is not there. What they print is encoded as for one, and thrown away; what they
/// say on standard error is kept for the case that one fails.
final class UnwatchedCommands {
    private final Path home;
    private final BiFunction<ConsoleIO, String[], Integer> commands;

    /// @param home stands for the user's folder
    /// @param commands runs a command line
    UnwatchedCommands(Path home, BiFunction<ConsoleIO, String[], Integer> commands) {
        this.home = home;
        this.commands = commands;
    }

    /// @throws IOException when it ended with another code, with what it said
    void mustEndWith(ExitCode expected, List<String> command) throws IOException {
        StringWriter said = new StringWriter();
        int code = run(command, said);
        if (code != expected.code()) {
            throw new IOException(String.join(" ", command) + " ended with " + code + ": " + said);
        }
    }

    /// Runs one that may fail.
    void run(List<String> command) {
        run(command, new StringWriter());
    }

    private int run(List<String> command, StringWriter err) {
        PrintWriter out = new PrintWriter(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return commands.apply(streams(home, out, new PrintWriter(err, true)), command.toArray(String[]::new));
    }

    /// Streams that are no terminal, with nothing to read.
    ///
    /// @param home stands for the user's folder
    static ConsoleIO streams(Path home, PrintWriter out, PrintWriter err) {
        Map<String, String> environment = Map.of("TMCTL_HOME", home.toString(), "HOME", home.toString());
        return new ConsoleIO(InputStream.nullInputStream(), out, err, false, false, false, environment);
    }
}
