package dev.tmctl.cli.command;

import dev.tmctl.cli.config.Settings;
import dev.tmctl.cli.support.ConsoleIO;
import dev.tmctl.cli.support.ExitCode;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `tmctl config get`.
@Command(
        name = "get",
        description = "Print what holds for a setting.",
        footerHeading = "%nExamples:%n",
        footer = {"  tmctl config get context"})
public final class ConfigGetCommand implements Callable<Integer> {
    private final ConsoleIO console;

    @Mixin
    SettingArgument argument = new SettingArgument();

    @Mixin
    CommonOptions common = new CommonOptions();

    public ConfigGetCommand(ConsoleIO console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        console.out()
                .println(new Settings(console.environment())
                        .find(argument.setting(), null)
                        .value());
        return ExitCode.DONE.code();
    }
}
