package dev.tmctl.cli.support;

import dev.tmctl.event.Utf8;
import dev.tmctl.target.InvalidInputException;
import dev.tmctl.text.Visible;
import java.io.ByteArrayOutputStream;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// Asks the user: at a terminal, or line by line from standard input.
public final class UserInput {
    private static final int MAX_LINE_BYTES = 64 * 1024;

    private final ConsoleIO streams;

    public UserInput(ConsoleIO streams) {
        this.streams = streams;
    }

    /// An answer that is not shown while it is typed.
    ///
    /// @param field what is asked for
    /// @throws InvalidInputException when there is no terminal, or nothing was answered
    public String hidden(String field) {
        return answer(field, terminal(field).readPassword("%s: ", Visible.cell(field)));
    }

    /// An answer that is shown while it is typed.
    ///
    /// @param field what is asked for
    /// @throws InvalidInputException when there is no terminal, or nothing was answered
    public String shown(String field) {
        String typed = terminal(field).readLine("%s: ", Visible.cell(field));
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
    /// @throws InvalidInputException when standard input has ended, or what comes is no line of text
    public String line(String field) throws IOException {
        InputStream in = streams.in();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = in.read();
        if (next < 0) {
            throw new InvalidInputException(field, "is to come from standard input, which has ended");
        }
        for (; next >= 0 && next != '\n'; next = in.read()) {
            if (line.size() == MAX_LINE_BYTES) {
                throw new InvalidInputException(
                        field, "is to be a line of standard input, which has more than " + MAX_LINE_BYTES + " bytes");
            }
            line.write(next);
        }
        String text = Utf8.decodeOrNull(line.toByteArray());
        if (text == null) {
            throw new InvalidInputException(field, "comes from standard input and is not UTF-8 text");
        }
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
}
