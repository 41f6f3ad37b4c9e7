package dev.tmctl.cli.warmup;

import dev.tmctl.cli.support.Streams;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;

/// The streams of a command that nobody watches.
final class CapturedStreams {
    private CapturedStreams() {}

    /// Streams that are no terminal and say everything into one text, which must be flushed first.
    ///
    /// @param home stands for the user's folder
    static Streams into(StringWriter said, Path home) {
        return new Streams(
                InputStream.nullInputStream(),
                new PrintWriter(said),
                new PrintWriter(said),
                false,
                false,
                false,
                Map.of("TMCTL_HOME", home.toString(), "HOME", home.toString()));
    }
}
