package dev.tmctl.cli.support;

import dev.tmctl.cli.config.InvalidConfigException;
import dev.tmctl.cli.config.Setting;
import dev.tmctl.cli.config.SettingValue;
import dev.tmctl.cli.config.Settings;
import dev.tmctl.cli.terminal.Screen;
import dev.tmctl.cli.terminal.StyledText;
import dev.tmctl.environment.EnvironmentVariable;
import dev.tmctl.target.Auth;
import dev.tmctl.target.KinesisTarget;
import dev.tmctl.target.SecretText;
import dev.tmctl.text.Visible;
import dev.tmctl.trace.HttpCall;
import dev.tmctl.trace.Trace;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the tool says beside its data: how much of it, with or without colours, and never a secret.
public final class UserOutput implements Trace {
    private final Screen screen;
    private final Map<String, String> environment;
    private final Redaction redaction;
    private volatile Verbosity verbosity = Verbosity.NORMAL;
    private volatile @Nullable String colourFlag;
    private volatile @Nullable String colourMode;
    private volatile @Nullable InvalidConfigException wrongFile;

    /// @param err standard error
    /// @param terminal whether that is a terminal
    /// @param environment the environment variables
    UserOutput(PrintWriter err, boolean terminal, Map<String, String> environment) {
        this.screen = new Screen(err, () -> colours(terminal));
        this.environment = environment;
        this.redaction = new Redaction(environment);
    }

    /// Takes the wishes of the command line.
    ///
    /// @param wanted how much is told
    /// @param colour what `--color` says, or null
    void use(Verbosity wanted, @Nullable String colour) {
        verbosity = wanted;
        colourFlag = colour;
        colourMode = null;
    }

    /// Where all of it is shown.
    Screen screen() {
        return screen;
    }

    Verbosity verbosity() {
        return verbosity;
    }

    /// Keeps a secret out of everything that is told from now on.
    public void keep(SecretText secret) {
        redaction.learn(secret);
    }

    /// Keeps the secrets of a target out of everything that is told from now on.
    public void keepSecretsOf(KinesisTarget target) {
        if (target.auth() instanceof Auth.Credentials keys) {
            keep(keys.secretAccessKey());
            if (keys.sessionToken() != null) {
                keep(keys.sessionToken());
            }
        }
    }

    /// Whether a stream takes colours: as the user says, else when it is a terminal that is not dumb. The
    /// user's wish is looked up when the first colour is needed, for it may stand in a file.
    boolean colours(boolean isTerminal) {
        return switch (colourMode()) {
            case "always" -> true;
            case "never" -> false;
            default -> isTerminal && !isDumb(environment);
        };
    }

    /// Tells the mistakes in `config.yaml` that kept the colours from being looked up, for those who need
    /// nothing else from the file; once.
    void tellWrongFile() {
        InvalidConfigException wrong = wrongFile;
        if (wrong != null) {
            wrongFile = null;
            new ConfigMistakes(this).warn(wrong.file(), wrong.mistakes());
        }
    }

    /// Whether the terminal says that it can do nothing but print.
    public static boolean isDumb(Map<String, String> environment) {
        return EnvironmentVariable.TERM.in(environment).filter("dumb"::equals).isPresent();
    }

    /// Colours are not worth a failure, so a value that is none is told once and left out.
    private String colourMode() {
        String known = colourMode;
        if (known != null) {
            return known;
        }
        String mode = Setting.COLOR.byDefault();
        try {
            Settings settings = new Settings(environment);
            SettingValue found = settings.find(Setting.COLOR, colourFlag);
            if (Setting.COLOR.takes(found.value())) {
                mode = found.value();
            } else {
                tell("warning: color is \"" + found.value() + "\" (" + found.origin() + "), not "
                        + Setting.COLOR.expected() + "; " + mode + " is used");
            }
        } catch (InvalidConfigException e) {
            wrongFile = e;
        } catch (IOException e) {
            // who needs more than the colour from the file says that it cannot be read
            mode = Setting.COLOR.byDefault();
        }
        colourMode = mode;
        return mode;
    }

    /// Prints a line that also those hear who want silence: warnings, outcomes. It stays one line: who could
    /// begin another one could put words into the tool's mouth.
    void tell(String line) {
        screen.println(Visible.line(redaction.known(line)));
        screen.flush();
    }

    /// The same behind a label.
    private void tell(StyledText label, String line) {
        screen.println(label.plain(redaction.known(line)));
        screen.flush();
    }

    /// Prints several lines, such as a stack trace.
    void tellLines(String lines) {
        lines.lines().forEach(this::tell);
    }

    /// Prints a line about what happened, unless the user wants silence.
    void note(String line) {
        if (verbosity != Verbosity.QUIET) {
            tell(line);
        }
    }

    /// Prints what failed.
    void error(String message) {
        tell(new StyledText().error("error:"), " " + message);
    }

    /// Prints what the user can do: behind `next:` stands a command that can be run as it is, behind `hint:`
    /// stand words.
    void advise(String advice) {
        String label = advice.startsWith("tmctl ") ? "next:" : "hint:";
        tell(new StyledText().label(label), "  " + advice);
    }

    /// A text that a library wrote, without anything that looks like a secret.
    String clean(String text) {
        return redaction.of(text);
    }

    @Override
    public boolean isVerbose() {
        return verbosity.compareTo(Verbosity.VERBOSE) >= 0;
    }

    @Override
    public boolean tracesCalls() {
        return verbosity == Verbosity.DEBUG;
    }

    /// Prints a line for those who want to know what is done.
    @Override
    public void step(String what) {
        if (isVerbose()) {
            tell(redaction.of(what));
        }
    }

    @Override
    public void call(HttpCall call) {
        if (tracesCalls()) {
            tell(redaction.of(call.line()));
        }
    }
}
