package dev.tmctl.cli.config;

import dev.tmctl.environment.EnvironmentVariable;
import dev.tmctl.target.Quoted;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// The folder of contexts and settings. It holds secrets, so it never depends on the current folder.
public final class ToolHome {
    private ToolHome() {}

    /// `TMCTL_HOME`, else upstream's folder in the user's home.
    ///
    /// @throws NoHomeException when what the environment says is no absolute path, or a file
    public static Path of(Map<String, String> environment) {
        Path home = find(environment).orElseThrow(() -> missing(environment));
        if (!Files.isDirectory(home) && Files.exists(home)) {
            throw new NoHomeException(
                    home + " is to hold targets and settings, and is not a folder; nothing was changed",
                    "export TMCTL_HOME=/FOLDER, with the folder that is to hold them");
        }
        return home;
    }

    /// The same; empty where the environment says no absolute path.
    public static Optional<Path> find(Map<String, String> environment) {
        Optional<String> given = EnvironmentVariable.TMCTL_HOME.in(environment);
        // not the JDK's user.home: without HOME that is what the system knows, or "?"
        return given.isPresent()
                ? absolute(given.get())
                : EnvironmentVariable.HOME
                        .in(environment)
                        .flatMap(ToolHome::absolute)
                        .map(home -> home.resolve(".triggermesh").resolve("cli"));
    }

    private static Optional<Path> absolute(String text) {
        return Optional.of(Path.of(text)).filter(Path::isAbsolute);
    }

    private static NoHomeException missing(Map<String, String> environment) {
        Optional<String> given = EnvironmentVariable.TMCTL_HOME.in(environment);
        if (given.isPresent()) {
            return new NoHomeException(
                    "TMCTL_HOME is " + Quoted.of(given.get())
                            + ", which is not an absolute path: each current folder would have other targets; nothing was "
                            + "changed",
                    "export TMCTL_HOME=\""
                            + Path.of(given.get()).toAbsolutePath().normalize() + "\"");
        }
        return new NoHomeException(
                "there is no folder for targets and settings: neither TMCTL_HOME nor HOME is an absolute path; nothing was "
                        + "changed",
                "export TMCTL_HOME=/FOLDER, with the folder that is to hold them");
    }
}
