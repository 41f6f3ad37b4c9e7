package dev.tmctl.cli.terminal;

import dev.tmctl.environment.EnvironmentVariable;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How many columns the terminal on standard error has. It is asked again every second, since people change
/// the size of their windows.
///
/// Java has no way to ask, and native code would have to be loaded for it, so that `stty` does it.
public final class TerminalWidth {
    /// Where nobody knows it.
    static final int USUAL = 80;

    private static final long FRESH = Duration.ofSeconds(1).toNanos();
    private static final long TIMEOUT_MILLIS = 500;
    private static final Pattern SIZE = Pattern.compile("\\d+ ([1-9]\\d{0,4})\\s*");
    private static final Pattern WIDTH = Pattern.compile("[1-9]\\d{0,4}");

    private final Map<String, String> environment;
    private int columns;
    private long askedAt;

    /// @param environment the environment variables
    public TerminalWidth(Map<String, String> environment) {
        this.environment = environment;
    }

    /// The width as of a moment ago: what the terminal says, else what `COLUMNS` says, else 80.
    ///
    /// @throws InterruptedException when this thread is interrupted while the terminal is asked
    public int columns() throws InterruptedException {
        long now = System.nanoTime();
        if (columns == 0 || now - askedAt >= FRESH) {
            columns = known(answer(), environment);
            askedAt = now;
        }
        return columns;
    }

    /// @param answer rows and columns, as `stty size` writes them; 0 where the terminal does not know
    static int known(String answer, Map<String, String> environment) {
        Matcher said = SIZE.matcher(answer);
        return said.matches()
                ? Integer.parseInt(said.group(1))
                : fromEnvironment(environment).orElse(USUAL);
    }

    private static OptionalInt fromEnvironment(Map<String, String> environment) {
        return EnvironmentVariable.COLUMNS
                .in(environment)
                .filter(value -> WIDTH.matcher(value).matches())
                .stream()
                .mapToInt(Integer::parseInt)
                .findFirst();
    }

    /// What `stty` says, or nothing where it cannot be asked.
    private static String answer() throws InterruptedException {
        Process stty = null;
        try {
            stty = new ProcessBuilder("/bin/sh", "-c", "exec stty size <&2 2>/dev/null")
                    .redirectError(Redirect.INHERIT)
                    .start();
            return stty.waitFor(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
                    ? new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                    : "";
        } catch (IOException e) {
            return "";
        } finally {
            if (stty != null) {
                stty.destroyForcibly();
            }
        }
    }
}
