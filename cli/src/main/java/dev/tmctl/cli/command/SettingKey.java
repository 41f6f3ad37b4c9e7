package dev.tmctl.cli.command;

import dev.tmctl.cli.config.Setting;
import dev.tmctl.cli.support.CommandException;
import dev.tmctl.cli.support.ExitCode;
import dev.tmctl.cli.support.Suggestion;
import dev.tmctl.target.Quoted;

/// Finds the setting that a key names.
final class SettingKey {
    private SettingKey() {}

    /// @throws CommandException when there is none
    static Setting find(String key) {
        return Setting.of(key)
                .orElseThrow(() -> new CommandException(
                        ExitCode.USAGE,
                        "there is no setting " + Quoted.of(key),
                        Suggestion.of(key, Setting.keys())
                                        .map(name -> "did you mean " + name + "? ")
                                        .orElse("")
                                + "the settings are: " + String.join(", ", Setting.keys())));
    }
}
