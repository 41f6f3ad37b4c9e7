package dev.tmctl.cli.support;

import dev.tmctl.cli.terminal.Screen;
import java.io.ByteArrayOutputStream;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The process' streams and environment, injected so that tests need no global state.
public final class ConsoleIO {
    private final @Nullable InputStream in;
    private final Screen out;
    private final PrintWriter data;
    private final boolean inTerminal;
    private final boolean outTerminal;
    private final boolean errTerminal;
    private final Map<String, String> environment;
    private final UserOutput userOutput;
    private final ShutdownHandler interruption;

    /// @param in standard input, or null where it is closed
    /// @param out standard output
    /// @param err standard error
    /// @param inTerminal whether standard input is a terminal
    /// @param outTerminal whether standard output is a terminal
    /// @param errTerminal whether standard error is a terminal
    /// @param environment the environment variables
    public ConsoleIO(
            @Nullable InputStream in,
            PrintWriter out,
            PrintWriter err,
            boolean inTerminal,
            boolean outTerminal,
            boolean errTerminal,
            Map<String, String> environment) {
        this.in = in;
        this.out = new Screen(out, this::colours);
        this.data = outTerminal ? this.out : out;
        this.inTerminal = inTerminal;
        this.outTerminal = outTerminal;
        this.errTerminal = errTerminal;
        this.environment = Map.copyOf(environment);
        this.userOutput = new UserOutput(err, errTerminal, this.environment);
        this.interruption = new ShutdownHandler(this);
    }

    /// The streams of this process. The launcher says which are terminals; without it a console means all
    /// are. It also says whether standard input was closed: what the JVM has in its place then is no input of
    /// the user's.
    ///
    /// @param out standard output, watched
    public static ConsoleIO ofProcess(ErrorTrackingOutputStream out) {
        return new ConsoleIO(
                "closed".equals(System.getProperty("tmctl.stdin")) ? null : System.in,
                new PrintWriter(out, false, StandardCharsets.UTF_8),
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

    /// Takes the wishes of the command line.
    ///
    /// @param wanted how much is told
    /// @param colour what `--color` says, or null
    public void use(Verbosity wanted, @Nullable String colour) {
        userOutput.use(wanted, colour);
    }

    /// Standard input.
    ///
    /// @throws CommandException when it is closed: nobody meant to give an empty one
    public InputStream in() {
        if (in == null) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "standard input is closed, so nothing can be read from it",
                    "pipe the data in, or name a file");
        }
        return in;
    }

    /// The line that the user types at a question, without what surrounds it; empty when there is none
    /// (Ctrl-D).
    public String answer() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        InputStream typed = in();
        int next = typed.read();
        for (; next >= 0 && next != '\n'; next = typed.read()) {
            line.write(next);
        }
        if (next < 0) {
            tell("");
        }
        return line.toString(StandardCharsets.UTF_8).strip();
    }

    /// Standard output, for results that people read.
    public Screen out() {
        return out;
    }

    /// Standard output, for data that programs read: in a pipe it comes out as it is, on a terminal as people
    /// can see it.
    public PrintWriter data() {
        return data;
    }

    /// Standard error, for everything else.
    public Screen err() {
        return userOutput.screen();
    }

    /// Whether standard input is a terminal.
    public boolean inTerminal() {
        return inTerminal;
    }

    /// Whether standard output is a terminal.
    public boolean outTerminal() {
        return outTerminal;
    }

    /// Whether standard error is a terminal.
    public boolean errTerminal() {
        return errTerminal;
    }

    /// The environment variables.
    public Map<String, String> environment() {
        return environment;
    }

    /// How much is told.
    public Verbosity verbosity() {
        return userOutput.verbosity();
    }

    /// What says everything that is not data.
    public UserOutput userOutput() {
        return userOutput;
    }

    /// What happens at Ctrl-C.
    public ShutdownHandler interruption() {
        return interruption;
    }

    /// Whether standard output takes colours: as the user says, else when it is a terminal that is not dumb.
    public boolean colours() {
        boolean colours = userOutput.colours(outTerminal);
        userOutput.tellWrongFile();
        return colours;
    }

    /// Prints a line about what happened, apart from the data, unless the user wants silence.
    public void note(String line) {
        userOutput.note(line);
    }

    /// Prints a line that also those hear who want silence: warnings, outcomes.
    public void tell(String line) {
        userOutput.tell(line);
    }

    /// Prints what failed.
    public void error(String message) {
        userOutput.error(message);
    }

    /// Prints what the user can do after an error: a command to run, or words.
    public void next(String advice) {
        userOutput.advise(advice);
    }

    /// Prints what the user can do after a success, unless the user wants silence.
    public void hint(String advice) {
        if (verbosity() != Verbosity.QUIET) {
            userOutput.advise(advice);
        }
    }

    /// Prints a line for those who want to know what is done.
    public void detail(String line) {
        userOutput.step(line);
    }

    /// Standard output of this process, not through `System.out`, which swallows why it cannot be written.
    public static ErrorTrackingOutputStream processOutput() {
        return new ErrorTrackingOutputStream(new FileOutputStream(FileDescriptor.out));
    }
}
