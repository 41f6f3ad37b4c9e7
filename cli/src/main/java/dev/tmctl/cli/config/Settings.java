package dev.tmctl.cli.config;

import dev.tmctl.environment.EnvironmentVariable;
import dev.tmctl.target.InvalidInputException;
import dev.tmctl.target.Quoted;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds what holds for a setting: the flag, else the environment, else the file, else the default. Where
/// there is no folder for the file there is no file.
public final class Settings {
    private final Map<String, String> environment;
    private final @Nullable ConfigFile file;

    public Settings(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
        this.file = ToolHome.find(environment).map(ConfigFile::in).orElse(null);
    }

    /// The file that keeps settings.
    ///
    /// @throws NoHomeException when there is no folder for it
    public ConfigFile file() {
        return file == null ? ConfigFile.in(ToolHome.of(environment)) : file;
    }

    /// What holds; whether or not it is valid where a flag or the environment says it.
    ///
    /// @param flag the value on the command line, or null
    /// @throws InvalidConfigException when the file has to be asked, and anything in it is wrong
    public SettingValue find(Setting setting, @Nullable String flag) throws IOException {
        SettingValue said = said(setting, flag);
        return said == null ? kept(setting, file == null ? null : file.get(setting.key())) : said;
    }

    /// What holds as far as the file can be read, whether or not it is valid.
    ///
    /// @param flag the value on the command line, or null
    public SettingValue show(Setting setting, @Nullable String flag) throws IOException {
        SettingValue said = said(setting, flag);
        return said == null ? kept(setting, file == null ? null : file.readable(setting.key())) : said;
    }

    private @Nullable SettingValue said(Setting setting, @Nullable String flag) {
        if (flag != null) {
            return new SettingValue(flag, "flag " + setting.flag());
        }
        return fromEnvironment(setting);
    }

    private SettingValue kept(Setting setting, @Nullable String kept) {
        return kept == null
                ? new SettingValue(setting.byDefault(), "default")
                : new SettingValue(kept, "file " + file().path());
    }

    /// What holds.
    ///
    /// @param flag the value on the command line, or null
    /// @throws InvalidInputException when the setting cannot have this value; it names who said it
    public String valid(Setting setting, @Nullable String flag) throws IOException {
        SettingValue found = find(setting, flag);
        if (!setting.takes(found.value())) {
            String where = flag == null ? " (" + found.origin() + ")" : "";
            throw new InvalidInputException(
                    setting.key(), Quoted.of(found.value()) + where + " is not " + setting.expected());
        }
        return found.value();
    }

    /// The format that a command uses.
    ///
    /// @param flag what its `-o` says, or null
    /// @param own the command's default, which also holds when the configured format is none of its formats
    /// @throws InvalidInputException when the environment or the file name no format at all
    public <F extends Enum<F>> F format(@Nullable F flag, F own) throws IOException {
        if (flag != null) {
            return flag;
        }
        String wanted = valid(Setting.OUTPUT, null);
        for (F format : own.getDeclaringClass().getEnumConstants()) {
            if (format.name().toLowerCase(Locale.ROOT).equals(wanted)) {
                return format;
            }
        }
        return own;
    }

    private @Nullable SettingValue fromEnvironment(Setting setting) {
        Optional<String> own = setting.variable().in(environment);
        if (own.isPresent()) {
            return new SettingValue(own.get(), "env " + setting.variable());
        }
        if (setting != Setting.COLOR) {
            return null;
        }
        // https://no-color.org: any value that is not empty
        if (EnvironmentVariable.NO_COLOR.in(environment).isPresent()) {
            return new SettingValue("never", "env NO_COLOR");
        }
        return EnvironmentVariable.FORCE_COLOR.isOnIn(environment)
                ? new SettingValue("always", "env FORCE_COLOR")
                : null;
    }
}
