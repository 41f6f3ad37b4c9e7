package dev.tmctl.cli.config;

import dev.tmctl.environment.EnvironmentVariable;
import dev.tmctl.target.DnsName;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What a user can set once for all commands.
public enum Setting {
    /// The context whose targets are meant.
    CONTEXT("context", "--context", EnvironmentVariable.TMCTL_CONTEXT, "default", ""),
    /// The output format of commands that have the format; others keep their own default.
    OUTPUT("output", "--output", EnvironmentVariable.TMCTL_OUTPUT, "human", "human wide json yaml name"),
    /// When colours are used.
    COLOR("color", "--color", EnvironmentVariable.TMCTL_COLOR, "auto", "auto always never");

    private final String key;
    private final String flag;
    private final EnvironmentVariable variable;
    private final String byDefault;
    private final String words;

    Setting(String key, String flag, EnvironmentVariable variable, String byDefault, String words) {
        this.key = key;
        this.flag = flag;
        this.variable = variable;
        this.byDefault = byDefault;
        this.words = words;
    }

    /// The key in `config.yaml`.
    public String key() {
        return key;
    }

    /// The option that wins over everything.
    public String flag() {
        return flag;
    }

    /// The environment variable that wins over the file.
    public EnvironmentVariable variable() {
        return variable;
    }

    /// What holds when nobody says anything.
    public String byDefault() {
        return byDefault;
    }

    /// The words that it takes; empty where it takes a name.
    public List<String> words() {
        return words.isEmpty() ? List.of() : List.of(words.split(" "));
    }

    /// Whether it can have this value.
    public boolean takes(String value) {
        return words.isEmpty() ? DnsName.isLabel(value) : words().contains(value);
    }

    /// What it takes, for messages.
    public String expected() {
        return words.isEmpty()
                ? "a DNS label: 1 to 63 letters, digits and hyphens"
                : String.join(", ", words().subList(0, words().size() - 1)) + " or " + words().getLast();
    }

    /// The setting of a key.
    public static Optional<Setting> of(String key) {
        return Arrays.stream(Setting.values())
                .filter(setting -> setting.key.equals(key))
                .findFirst();
    }

    /// All keys.
    public static List<String> keys() {
        return Arrays.stream(Setting.values()).map(Setting::key).toList();
    }
}
