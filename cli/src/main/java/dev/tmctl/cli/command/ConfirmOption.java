package dev.tmctl.cli.command;

import dev.tmctl.cli.support.CommandException;
import dev.tmctl.cli.support.ConsoleIO;
import dev.tmctl.cli.support.ExitCode;
import java.io.IOException;
import picocli.CommandLine.Option;

/// `--yes` for commands that destroy something. They ask on a terminal; in a pipe or a script nobody could answer, and
/// nothing is asked.
final class ConfirmOption {
    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask; off a terminal nothing is asked anyway.")
    boolean yes;

    /// Goes on when the user agrees or is not asked.
    ///
    /// @param question without question mark
    /// @throws CommandException when the user does not agree
    void ask(ConsoleIO console, String question) throws IOException {
        if (yes || !console.inTerminal() || !console.errTerminal()) {
            return;
        }
        console.err().print(question + "? [y/N] ");
        console.err().flush();
        String answer = console.answer();
        if (!answer.equalsIgnoreCase("y") && !answer.equalsIgnoreCase("yes")) {
            throw new CommandException(ExitCode.FAILED, "not confirmed; nothing was changed", null);
        }
    }
}
