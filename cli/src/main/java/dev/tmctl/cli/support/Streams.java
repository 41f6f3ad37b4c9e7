package dev.tmctl.cli.support;

import java.io.Console;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// The process' streams and environment, injected so that tests need no global state.
///
/// @param in standard input
/// @param out standard output, for data
/// @param err standard error, for everything else
/// @param inTerminal whether standard input is a terminal
/// @param outTerminal whether standard output is a terminal
/// @param errTerminal whether standard error is a terminal
/// @param environment the environment variables
public record Streams(
        InputStream in,
        PrintWriter out,
        PrintWriter err,
        boolean inTerminal,
        boolean outTerminal,
        boolean errTerminal,
        Map<String, String> environment) {

    public Streams {
        environment = Map.copyOf(environment);
    }

    /// The streams of this process. The launcher says which are terminals; without it a console means all are.
    public static Streams ofProcess() {
        return new Streams(
                System.in,
                new PrintWriter(System.out, false, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                terminal("in"),
                terminal("out"),
                terminal("err"),
                System.getenv());
    }

    private static boolean terminal(String stream) {
        String said = System.getProperty("tmctl.tty." + stream);
        if (said != null) {
            return Boolean.parseBoolean(said);
        }
        // looked for only where nobody said it: the search opens jars
        Console attached = System.console();
        return attached != null && attached.isTerminal();
    }

    /// Whether standard output takes colours: a terminal, unless `NO_COLOR` is set and not empty.
    public boolean colours() {
        String noColour = environment.getOrDefault("NO_COLOR", "");
        return outTerminal && noColour.isEmpty() && !"dumb".equals(environment.get("TERM"));
    }

    /// Prints a line about what happened, apart from the data.
    public void note(String line) {
        err.println(line);
        err.flush();
    }
}
