package dev.tmctl.cli.command;

import dev.tmctl.cli.config.Setting;
import dev.tmctl.cli.config.Settings;
import dev.tmctl.cli.support.AllOrNothing;
import dev.tmctl.cli.support.ConsoleIO;
import dev.tmctl.cli.support.ExitCode;
import dev.tmctl.target.InvalidInputException;
import dev.tmctl.target.Quoted;
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `tmctl config set`.
@Command(
        name = "set",
        description = "Write a setting to the file.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  tmctl config set context staging",
            "  tmctl config set output json",
            "  tmctl config set color never"
        })
public final class ConfigSetCommand implements Callable<Integer>, AllOrNothing {
    private final ConsoleIO console;

    @Mixin
    SettingArgument argument = new SettingArgument();

    @Parameters(
            index = "1",
            paramLabel = "VALUE",
            description = {
                "What is to hold.",
                "context: a name.",
                "output: human, wide, json, yaml or name.",
                "color: auto, always or never."
            })
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    String value;

    @Mixin
    CommonOptions common = new CommonOptions();

    public ConfigSetCommand(ConsoleIO console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Setting setting = argument.setting();
        if (!setting.takes(value)) {
            throw new InvalidInputException(setting.key(), Quoted.of(value) + " is not " + setting.expected());
        }
        Settings settings = new Settings(console.environment());
        settings.file().set(setting.key(), value);
        if (setting == Setting.CONTEXT && Files.notExists(settings.file().path().resolveSibling(value))) {
            console.note("note: the context " + value + " has no targets yet; the first one makes it");
        }
        String origin = settings.show(setting, null).origin();
        if (origin.startsWith("env ")) {
            console.note("note: " + origin.substring(4) + " is set and wins over the file");
        }
        return ExitCode.DONE.code();
    }
}
