package dev.tmctl.cli.command;

import dev.tmctl.cli.config.Settings;
import dev.tmctl.cli.support.ExitCode;
import dev.tmctl.cli.support.Streams;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `tmctl config get`.
@Command(name = "get", description = "Print what holds for a setting.")
public final class ConfigGetCommand implements Callable<Integer> {
    private final Streams streams;

    @Parameters(index = "0", paramLabel = "KEY", description = "context, output or color.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    String key;

    @Mixin
    CommonOptions common = new CommonOptions();

    public ConfigGetCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        streams.out()
                .println(new Settings(streams.environment())
                        .find(SettingKey.find(key), null)
                        .value());
        return ExitCode.DONE.code();
    }
}
