package dev.tmctl.cli;

import dev.tmctl.cli.support.Streams;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Map;
import picocli.AutoComplete;

/// Generates what is checked in under `completions/`, from the commands' annotations.
final class GenerateDocs {
    private GenerateDocs() {}

    static String bashCompletion() {
        PrintWriter none = new PrintWriter(Writer.nullWriter());
        Streams streams = new Streams(InputStream.nullInputStream(), none, none, false, false, false, Map.of());
        return AutoComplete.bash("tmctl", Tmctl.commandLine(streams))
                .lines()
                .reduce("", (text, line) -> text + line + "\n");
    }
}
