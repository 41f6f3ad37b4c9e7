package dev.tmctl.cli.config;

import dev.tmctl.environment.EnvironmentVariable;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// The folder of contexts and settings.
public final class ToolHome {
    private ToolHome() {}

    /// `TMCTL_HOME`, else upstream's folder in the user's home.
    public static Path of(Map<String, String> environment) {
        Optional<String> given = EnvironmentVariable.TMCTL_HOME.in(environment);
        if (given.isPresent()) {
            return Path.of(given.get()).toAbsolutePath();
        }
        String user = EnvironmentVariable.HOME.in(environment).orElse(System.getProperty("user.home"));
        return Path.of(user, ".triggermesh", "cli").toAbsolutePath();
    }
}
