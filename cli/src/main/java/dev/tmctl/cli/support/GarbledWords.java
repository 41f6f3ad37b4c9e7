package dev.tmctl.cli.support;

import dev.tmctl.environment.EnvironmentVariable;
import dev.tmctl.event.Utf8;
import dev.tmctl.files.BoundedFile;
import java.io.IOException;
import java.nio.file.Path;

/// Refuses arguments and variables whose bytes Java could not read as text. It puts U+FFFD in the place of
/// what it does not understand, and that would be stored.
public final class GarbledWords {
    private static final char REPLACEMENT = '\uFFFD';
    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");
    private static final int MAX_BYTES = 16 * 1024 * 1024;

    private final ConsoleIO console;

    public GarbledWords(ConsoleIO console) {
        this.console = console;
    }

    /// Tells which word cannot be used, if there is one.
    ///
    /// @return whether there is one
    public boolean areRefused(String... arguments) {
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].indexOf(REPLACEMENT) >= 0 && !isMeant()) {
                tell(
                        "argument " + (i + 1),
                        "data of any kind comes from a file or a pipe: tmctl send -f FILE, or tmctl send - < FILE");
                return true;
            }
        }
        for (EnvironmentVariable variable : EnvironmentVariable.values()) {
            String value = console.environment().get(variable.name());
            if (value != null && value.indexOf(REPLACEMENT) >= 0) {
                tell("the variable " + variable, "set " + variable + " to UTF-8 text, or unset it");
                return true;
            }
        }
        return false;
    }

    private void tell(String word, String nextStep) {
        if (isUtf8()) {
            console.error(word + " is not UTF-8 text; nothing was done");
        } else {
            console.error(word + " cannot be read, for this system has no UTF-8 locale; nothing was done");
        }
        console.next(nextStep);
    }

    private static boolean isUtf8() {
        return "UTF-8".equals(System.getProperty("sun.jnu.encoding"));
    }

    /// Whether the user typed U+FFFD: then the command line, where the system shows it, is all text.
    private static boolean isMeant() {
        try {
            return isUtf8() && Utf8.isValid(BoundedFile.bytes(COMMAND_LINE, MAX_BYTES));
        } catch (IOException e) {
            return false;
        }
    }
}
