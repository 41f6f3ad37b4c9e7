package dev.tmctl.cli.command;

import dev.tmctl.cli.config.Settings;
import dev.tmctl.cli.support.ExitCode;
import dev.tmctl.cli.support.Streams;
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
    private final Streams streams;

    @Mixin
    SettingArgument argument = new SettingArgument();

    @Mixin
    CommonOptions common = new CommonOptions();

    public ConfigGetCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        streams.out()
                .println(new Settings(streams.environment())
                        .find(argument.setting(), null)
                        .value());
        return ExitCode.DONE.code();
    }
}
