package dev.tmctl.cli;

import dev.tmctl.cli.support.ConsoleIO;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;

/// Streams into memory.
public final class TestConsole {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final ConsoleIO console;

    /// @param terminal whether all of them are a terminal, one with colours
    public TestConsole(boolean terminal) {
        this.console = new ConsoleIO(
                InputStream.nullInputStream(),
                new PrintWriter(out),
                new PrintWriter(err),
                terminal,
                terminal,
                terminal,
                Map.of("TMCTL_COLOR", terminal ? "always" : "never"));
    }

    /// What a command gets.
    public ConsoleIO io() {
        return console;
    }

    /// What came out of standard output.
    public String out() {
        return out.toString();
    }

    /// What came out of standard error.
    public String err() {
        return err.toString();
    }
}
