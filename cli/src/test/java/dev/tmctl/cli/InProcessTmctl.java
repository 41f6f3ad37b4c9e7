package dev.tmctl.cli;

import dev.tmctl.cli.support.ConsoleIO;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// The commands in this process, with a home of their own, no terminal and nothing on standard input.
final class InProcessTmctl {
    private final Path home;

    /// @param home becomes `TMCTL_HOME`
    InProcessTmctl(Path home) {
        this.home = home;
    }

    /// What a run left.
    record Result(int code, String out, String err) {}

    Result run(String... arguments) {
        return run(Map.of(), arguments);
    }

    /// @param variables what the environment holds beside the home
    Result run(Map<String, String> variables, String... arguments) {
        Map<String, String> environment = new HashMap<>(variables);
        environment.put("TMCTL_HOME", home.toString());
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        ConsoleIO console = new ConsoleIO(
                InputStream.nullInputStream(),
                new PrintWriter(out),
                new PrintWriter(err),
                false,
                false,
                false,
                environment);
        int code = Tmctl.run(console, arguments);
        console.out().flush();
        return new Result(code, out.toString(), err.toString());
    }
}
