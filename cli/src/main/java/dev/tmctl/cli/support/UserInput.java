package dev.tmctl.cli.support;

import dev.tmctl.target.InvalidInputException;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Asks the user: at a terminal, or line by line from standard input.
public final class UserInput {
    private final Streams streams;
    private @Nullable BufferedReader lines;

    public UserInput(Streams streams) {
        this.streams = streams;
    }

    /// An answer that is not shown while it is typed.
    ///
    /// @param field what is asked for
    /// @throws InvalidInputException when there is no terminal, or nothing was answered
    public String hidden(String field) {
        return answer(field, terminal(field).readPassword("%s: ", field));
    }

    /// An answer that is shown while it is typed.
    ///
    /// @param field what is asked for
    /// @throws InvalidInputException when there is no terminal, or nothing was answered
    public String shown(String field) {
        String typed = terminal(field).readLine("%s: ", field);
        return answer(field, typed == null ? null : typed.toCharArray());
    }

    private static String answer(String field, char @Nullable [] typed) {
        if (typed == null) {
            throw new InvalidInputException(field, "has no value");
        }
        return new String(typed);
    }

    private Console terminal(String field) {
        Console console = System.console();
        if (!streams.inTerminal() || console == null || !console.isTerminal()) {
            throw new InvalidInputException(
                    field, "has no value and there is no terminal to ask at; give @FILE, or - for standard input");
        }
        return console;
    }

    /// The next line of standard input.
    ///
    /// @param field what it is for
    /// @throws InvalidInputException when standard input has ended
    public String line(String field) throws IOException {
        if (lines == null) {
            lines = new BufferedReader(new InputStreamReader(streams.in(), StandardCharsets.UTF_8));
        }
        String line = lines.readLine();
        if (line == null) {
            throw new InvalidInputException(field, "is to come from standard input, which has ended");
        }
        return line;
    }
}
