package dev.tmctl.cli.warmup;

import dev.tmctl.cli.command.RenderedHelp;
import dev.tmctl.cli.support.ConsoleIO;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import picocli.CommandLine;

/// Writes the help of every command into files, by asking every command for it.
public final class HelpRendering {
    private final Path folder;
    private final BiFunction<ConsoleIO, String[], Integer> commands;

    /// @param folder for the files; made where it is missing
    /// @param commands runs a command line
    public HelpRendering(Path folder, BiFunction<ConsoleIO, String[], Integer> commands) {
        this.folder = folder;
        this.commands = commands;
    }

    /// Renders a command and all below it, under all of their names.
    ///
    /// @param tree makes the tree of commands
    /// @throws IOException when a command has no help, or a file cannot be written
    public void write(Function<ConsoleIO, CommandLine> tree) throws IOException {
        Files.createDirectories(folder);
        write(tree.apply(streams(new StringWriter())), List.of());
    }

    private void write(CommandLine command, List<String> names) throws IOException {
        String title = ("tmctl " + String.join(" ", names)).strip();
        Files.writeString(RenderedHelp.file(folder, title, false), help(names, "never"));
        Files.writeString(RenderedHelp.file(folder, title, true), help(names, "always"));
        for (Map.Entry<String, CommandLine> sub : command.getSubcommands().entrySet()) {
            List<String> longer = new ArrayList<>(names);
            longer.add(sub.getKey());
            write(sub.getValue(), longer);
        }
    }

    private String help(List<String> names, String colour) throws IOException {
        List<String> line = new ArrayList<>(names);
        line.addAll(List.of("--color", colour, "--help"));
        StringWriter out = new StringWriter();
        ConsoleIO console = streams(out);
        int code = commands.apply(console, line.toArray(String[]::new));
        console.out().flush();
        if (code != 0) {
            throw new IOException(String.join(" ", line) + " ended with " + code + ": " + out);
        }
        return out.toString();
    }

    private ConsoleIO streams(StringWriter out) {
        PrintWriter printed = new PrintWriter(out);
        return UnwatchedCommands.streams(folder, printed, printed);
    }
}
