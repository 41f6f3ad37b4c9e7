package dev.tmctl.cli.command;

import dev.tmctl.cli.config.ConfigFile;
import dev.tmctl.cli.config.Settings;
import dev.tmctl.cli.support.AllOrNothing;
import dev.tmctl.cli.support.ConsoleIO;
import dev.tmctl.cli.support.ExitCode;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `tmctl config unset`.
@Command(
        name = "unset",
        description = "Remove a setting from the file.",
        footerHeading = "%nExamples:%n",
        footer = {"  tmctl config unset context"})
public final class ConfigUnsetCommand implements Callable<Integer>, AllOrNothing {
    private final ConsoleIO console;

    @Mixin
    SettingArgument argument = new SettingArgument();

    @Mixin
    CommonOptions common = new CommonOptions();

    public ConfigUnsetCommand(ConsoleIO console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        ConfigFile file = new Settings(console.environment()).file();
        // whatever the file has may go; what it has not must at least be a setting
        if (!file.unset(argument.key)) {
            console.note(
                    "note: " + file.path() + " has no " + argument.setting().key());
        }
        return ExitCode.DONE.code();
    }
}
