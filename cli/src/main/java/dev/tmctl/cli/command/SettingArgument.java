package dev.tmctl.cli.command;

import dev.tmctl.cli.config.Setting;
import dev.tmctl.cli.support.CommandException;
import dev.tmctl.cli.support.ExitCode;
import dev.tmctl.cli.support.Suggestion;
import dev.tmctl.target.Quoted;
import picocli.CommandLine.Parameters;

/// The setting that a command works on.
final class SettingArgument {
    @Parameters(index = "0", paramLabel = "KEY", description = "context, output or color.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    String key;

    /// @throws CommandException when there is no such setting
    Setting setting() {
        return Setting.of(key)
                .orElseThrow(() -> new CommandException(
                        ExitCode.USAGE,
                        "there is no setting " + Quoted.of(key) + "; there are " + String.join(", ", Setting.keys()),
                        Suggestion.of(key, Setting.keys())
                                .map(name -> "did you mean " + name + "?")
                                .orElse("tmctl config list")));
    }
}
