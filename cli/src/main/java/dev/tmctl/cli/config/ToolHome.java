package dev.tmctl.cli.config;

import java.nio.file.Path;
import java.util.Map;

/// The folder of contexts and settings.
public final class ToolHome {
    private ToolHome() {}

    /// `TMCTL_HOME`, else upstream's folder in the user's home.
    public static Path of(Map<String, String> environment) {
        String given = environment.get("TMCTL_HOME");
        if (given != null && !given.isEmpty()) {
            return Path.of(given).toAbsolutePath();
        }
        String user = environment.getOrDefault("HOME", System.getProperty("user.home"));
        return Path.of(user, ".triggermesh", "cli").toAbsolutePath();
    }
}
