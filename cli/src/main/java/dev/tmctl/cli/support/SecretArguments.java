package dev.tmctl.cli.support;

import dev.tmctl.files.BoundedFile;
import dev.tmctl.files.FileProblem;
import dev.tmctl.target.InvalidInputException;
import dev.tmctl.target.SecretText;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads secrets from arguments: literal, `@file`, `-` (the next line of standard input), or asked for at a
/// prompt that does not echo.
public final class SecretArguments {
    /// What an option holds that was given without a value.
    public static final String ASK = "\0ask";

    private static final int MAX_FILE_BYTES = 64 * 1024;

    private final ConsoleIO console;
    private final List<String> literals = new ArrayList<>();
    private final UserInput input;

    public SecretArguments(ConsoleIO console) {
        this.console = console;
        this.input = new UserInput(console);
    }

    /// The secret behind an argument, or null when the option was not given.
    ///
    /// @param flag the option's name, for messages and the prompt
    public @Nullable SecretText read(String flag, @Nullable String argument) throws IOException {
        if (argument == null) {
            return null;
        }
        SecretText secret = find(flag, argument);
        if (!isId(flag)) {
            console.userOutput().keep(secret);
        }
        return secret;
    }

    /// An access key's id alone opens nothing.
    private static boolean isId(String flag) {
        return flag.endsWith("accessKeyID");
    }

    private SecretText find(String flag, String argument) throws IOException {
        if (argument.equals(ASK)) {
            return new SecretText(input.hidden(field(flag)));
        }
        if (argument.equals("-") && console.inTerminal()) {
            // typed at a terminal a line would be seen
            return new SecretText(input.hidden(field(flag)));
        }
        if (argument.equals("-")) {
            return new SecretText(input.line(field(flag)));
        }
        if (argument.startsWith("@")) {
            return new SecretText(file(flag, argument.substring(1)));
        }
        if (!isId(flag)) {
            literals.add(flag);
        }
        return new SecretText(argument);
    }

    /// Warns once if secrets stood on the command line, where every user of the machine can read them.
    public void warnOfLiterals() {
        if (!literals.isEmpty()) {
            console.tell("warning: " + String.join(" and ", literals)
                    + " on the command line can be seen by other users and stays in the shell's history; safer: "
                    + literals.getLast() + "=@FILE, =- or no value at all");
        }
    }

    /// What asks the user, for others that ask in the same run.
    public UserInput input() {
        return input;
    }

    private String file(String flag, String name) throws IOException {
        console.detail("read: " + field(flag) + " from " + name);
        try {
            // The final newline that every editor writes is not part of the secret.
            return BoundedFile.text(Path.of(name), MAX_FILE_BYTES).stripTrailing();
        } catch (CharacterCodingException e) {
            throw new InvalidInputException(field(flag), "cannot be read: " + name + " is not UTF-8 text");
        } catch (FileSystemException e) {
            throw new InvalidInputException(field(flag), "cannot be read: " + FileProblem.inWords(e));
        }
    }

    private static String field(String flag) {
        return flag.substring(2);
    }
}
