package dev.tmctl.cli.support;

import dev.tmctl.cli.config.ToolHome;
import dev.tmctl.lifecycle.LocalKinesisService;
import dev.tmctl.process.JavaProgram;
import dev.tmctl.target.KinesisTarget;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What there is in the local Kinesis, for somebody who looked for something else in it.
public final class LocalStreams {
    private LocalStreams() {}

    /// Names the streams of the local Kinesis, if that is where the target's stream was looked for.
    public static Optional<String> hint(ConsoleIO console, KinesisTarget target) {
        Optional<Path> home = ToolHome.find(console.environment());
        return home.isEmpty() ? Optional.empty() : hint(home.get(), console, target);
    }

    private static Optional<String> hint(Path home, ConsoleIO console, KinesisTarget target) {
        LocalKinesisService local = new LocalKinesisService(
                home, JavaProgram.current("dev.tmctl.cli.Main", List.of()), console.userOutput());
        Optional<URI> endpoint = local.endpoint();
        if (endpoint.isEmpty() || !endpoint.get().equals(target.endpoint())) {
            return Optional.empty();
        }
        try {
            List<String> names = local.streamNames();
            return Optional.of(
                    names.isEmpty()
                            ? "the local Kinesis has no streams"
                            : "the local Kinesis has the streams: " + String.join(", ", names));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
