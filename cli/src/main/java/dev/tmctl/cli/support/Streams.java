package dev.tmctl.cli.support;

import dev.tmctl.cli.config.Setting;
import dev.tmctl.cli.config.SettingValue;
import dev.tmctl.cli.config.Settings;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.fusesource.jansi.Ansi;
import org.jspecify.annotations.Nullable;

/// The process' streams and environment, injected so that tests need no global state, and how much the user wants to
/// hear.
public final class Streams {
    private final InputStream in;
    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean inTerminal;
    private final boolean outTerminal;
    private final boolean errTerminal;
    private final Map<String, String> environment;
    private volatile Volume volume = Volume.NORMAL;
    private volatile @Nullable String colourFlag;
    private volatile @Nullable String colourMode;

    /// @param in standard input
    /// @param out standard output, for data
    /// @param err standard error, for everything else
    /// @param inTerminal whether standard input is a terminal
    /// @param outTerminal whether standard output is a terminal
    /// @param errTerminal whether standard error is a terminal
    /// @param environment the environment variables
    public Streams(
            InputStream in,
            PrintWriter out,
            PrintWriter err,
            boolean inTerminal,
            boolean outTerminal,
            boolean errTerminal,
            Map<String, String> environment) {
        this.in = in;
        this.out = out;
        this.err = err;
        this.inTerminal = inTerminal;
        this.outTerminal = outTerminal;
        this.errTerminal = errTerminal;
        this.environment = Map.copyOf(environment);
    }

    /// The streams of this process. The launcher says which are terminals; without it a console means all are.
    ///
    /// @param out standard output, watched
    public static Streams ofProcess(WatchedOutput out) {
        return new Streams(
                System.in,
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
        volume = wanted;
        colourFlag = colour;
        colourMode = null;
    }

    /// Standard input.
    public InputStream in() {
        return in;
    }

    /// Standard output, for data.
    public PrintWriter out() {
        return out;
    }

    /// Standard error, for everything else.
    public PrintWriter err() {
        return err;
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
        return volume;
    }

    /// Whether standard output takes colours: as the user says, else when it is a terminal that is not dumb.
    public boolean colours() {
        return colours(outTerminal);
    }

    private boolean colours(boolean terminal) {
        return switch (colourMode()) {
            case "always" -> true;
            case "never" -> false;
            default -> terminal && !"dumb".equals(environment.get("TERM"));
        };
    }

    /// Colours are not worth a failure, so a value that is none is told once and left out.
    private String colourMode() {
        String known = colourMode;
        if (known != null) {
            return known;
        }
        String mode = Setting.COLOR.byDefault();
        try {
            SettingValue found = new Settings(environment).find(Setting.COLOR, colourFlag);
            if (Setting.COLOR.takes(found.value())) {
                mode = found.value();
            } else {
                tell("warning: color is \"" + found.value() + "\" (" + found.origin() + "), not "
                        + Setting.COLOR.expected() + "; " + mode + " is used");
            }
        } catch (IOException e) {
            // who needs more than the colour from the file says that it cannot be read
            mode = Setting.COLOR.byDefault();
        }
        colourMode = mode;
        return mode;
    }

    /// Prints a line about what happened, apart from the data, unless the user wants silence.
    public void note(String line) {
        if (volume != Volume.QUIET) {
            tell(line);
        }
    }

    /// Prints a line that also those hear who want silence: warnings, outcomes.
    public void tell(String line) {
        err.println(line);
        err.flush();
    }

    /// Prints what failed.
    public void error(String message) {
        tell((colours(errTerminal)
                        ? Ansi.ansi().fgBrightRed().bold().a("error:").reset()
                        : "error:") + " " + message);
    }

    /// Prints what the user can do after an error.
    public void next(String advice) {
        tell((colours(errTerminal) ? Ansi.ansi().bold().a("next:").reset() : "next:") + "  " + advice);
    }

    /// Prints what the user can do after a success.
    public void hint(String advice) {
        if (volume != Volume.QUIET) {
            next(advice);
        }
    }

    /// Prints a line for those who want to know what is done.
    public void detail(String line) {
        if (volume.compareTo(Volume.VERBOSE) >= 0) {
            tell(line);
        }
    }

    /// Standard output of this process, not through `System.out`, which swallows why it cannot be written.
    public static WatchedOutput processOutput() {
        return new WatchedOutput(new FileOutputStream(FileDescriptor.out));
    }
}
