package dev.tmctl.cli.command;

import dev.tmctl.cli.config.ConfigMistake;
import dev.tmctl.cli.config.Setting;
import dev.tmctl.cli.config.SettingValue;
import dev.tmctl.cli.config.Settings;
import dev.tmctl.cli.output.TextTable;
import dev.tmctl.cli.support.ConfigMistakes;
import dev.tmctl.cli.support.ConsoleIO;
import dev.tmctl.cli.support.ExitCode;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `tmctl config list`.
@Command(
        name = "list",
        description = "Show every setting.",
        footerHeading = "%nExamples:%n",
        footer = {"  tmctl config list --show-origin"})
public final class ConfigListCommand implements Callable<Integer> {
    private final ConsoleIO console;

    @Option(names = "--show-origin", description = "Say where each value comes from.")
    boolean showOrigin;

    @Mixin
    ContextOption context = new ContextOption();

    @Mixin
    CommonOptions common = new CommonOptions();

    public ConfigListCommand(ConsoleIO console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Settings settings = new Settings(console.environment());
        TextTable table = new TextTable();
        if (showOrigin) {
            table.row("KEY", "VALUE", "ORIGIN");
        } else {
            table.row("KEY", "VALUE");
        }
        for (Setting setting : Setting.values()) {
            SettingValue found = settings.show(setting, flag(setting));
            if (showOrigin) {
                table.row(setting.key(), found.value(), found.origin());
            } else {
                table.row(setting.key(), found.value());
            }
        }
        table.print(console.out());
        console.out().flush();
        List<ConfigMistake> mistakes = settings.file().mistakes();
        if (!mistakes.isEmpty()) {
            new ConfigMistakes(console.userOutput()).warn(settings.file().path(), mistakes);
        }
        return ExitCode.DONE.code();
    }

    private @Nullable String flag(Setting setting) {
        return switch (setting) {
            case CONTEXT -> context.context;
            case COLOR -> common.color == null ? null : EnumWords.of(common.color);
            case OUTPUT -> null;
        };
    }
}
