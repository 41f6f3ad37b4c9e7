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
public final class Streams {
    private final @Nullable InputStream in;
    private final Screen out;
    private final PrintWriter data;
    private final boolean inTerminal;
    private final boolean outTerminal;
    private final boolean errTerminal;
    private final Map<String, String> environment;
    private final Voice voice;
    private final Interruption interruption;

    /// @param in standard input, or null where it is closed
    /// @param out standard output
    /// @param err standard error
    /// @param inTerminal whether standard input is a terminal
    /// @param outTerminal whether standard output is a terminal
    /// @param errTerminal whether standard error is a terminal
    /// @param environment the environment variables
    public Streams(
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
        this.voice = new Voice(err, errTerminal, this.environment);
        this.interruption = new Interruption(this);
    }

    /// The streams of this process. The launcher says which are terminals; without it a console means all
    /// are. It also says whether standard input was closed: what the JVM has in its place then is no input of
    /// the user's.
    ///
    /// @param out standard output, watched
    public static Streams ofProcess(WatchedOutput out) {
        return new Streams(
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
    public void use(Volume wanted, @Nullable String colour) {
        voice.use(wanted, colour);
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
        return voice.screen();
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
    public Volume volume() {
        return voice.volume();
    }

    /// What says everything that is not data.
    public Voice voice() {
        return voice;
    }

    /// What happens at Ctrl-C.
    public Interruption interruption() {
        return interruption;
    }

    /// Whether standard output takes colours: as the user says, else when it is a terminal that is not dumb.
    public boolean colours() {
        boolean colours = voice.colours(outTerminal);
        voice.tellWrongFile();
        return colours;
    }

    /// Prints a line about what happened, apart from the data, unless the user wants silence.
    public void note(String line) {
        voice.note(line);
    }

    /// Prints a line that also those hear who want silence: warnings, outcomes.
    public void tell(String line) {
        voice.tell(line);
    }

    /// Prints what failed.
    public void error(String message) {
        voice.error(message);
    }

    /// Prints what the user can do after an error: a command to run, or words.
    public void next(String advice) {
        voice.advise(advice);
    }

    /// Prints what the user can do after a success, unless the user wants silence.
    public void hint(String advice) {
        if (volume() != Volume.QUIET) {
            voice.advise(advice);
        }
    }

    /// Prints a line for those who want to know what is done.
    public void detail(String line) {
        voice.step(line);
    }

    /// Standard output of this process, not through `System.out`, which swallows why it cannot be written.
    public static WatchedOutput processOutput() {
        return new WatchedOutput(new FileOutputStream(FileDescriptor.out));
    }
}
