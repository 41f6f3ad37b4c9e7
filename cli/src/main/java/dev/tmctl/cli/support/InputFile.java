package dev.tmctl.cli.support;

import dev.tmctl.event.EventStream;
import dev.tmctl.files.BoundedFile;
import dev.tmctl.files.FileProblem;
import dev.tmctl.manifest.ManifestText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Opens what `FILE|-` names.
public final class InputFile {
    private InputFile() {}

    /// The bytes of a file, or of standard input for `-`.
    public static InputStream open(ConsoleIO console, String name) throws IOException {
        if (name.equals("-")) {
            return standardInput(console);
        }
        return Files.newInputStream(checked(console, name));
    }

    private static Path checked(ConsoleIO console, String name) {
        Path path = Path.of(name);
        if (name.isEmpty()) {
            throw new CommandException(ExitCode.USAGE, "the name of the file is empty", null);
        }
        if (Files.isDirectory(path)) {
            throw new CommandException(ExitCode.USAGE, name + " is a folder; a file is needed", null);
        }
        if (Files.notExists(path)) {
            throw new CommandException(ExitCode.USAGE, name + ": no such file", null);
        }
        console.detail("read: " + path);
        return path;
    }

    /// Standard input, which has to be a pipe or a file: a command that waits at a terminal looks as if it
    /// hung.
    ///
    /// @throws CommandException when it is a terminal; the command's help is shown then
    public static InputStream standardInput(ConsoleIO console) {
        if (console.inTerminal()) {
            throw CommandException.withHelp(
                    "standard input is a terminal; nothing is piped in",
                    "pipe the data in or name a file; to type it: cat | tmctl ...");
        }
        return console.in();
    }

    /// The data of one event from standard input.
    ///
    /// @throws CommandException when there is more than an event may have, or standard input is a terminal
    public static byte[] eventData(ConsoleIO console) throws IOException {
        byte[] bytes = standardInput(console).readNBytes(EventStream.MAX_EVENT_BYTES + 1);
        if (bytes.length > EventStream.MAX_EVENT_BYTES) {
            throw new CommandException(
                    ExitCode.USAGE, "the data is larger than " + EventStream.MAX_EVENT_BYTES + " bytes", null);
        }
        return bytes;
    }

    /// A whole text, which must be UTF-8 and of a size that a manifest may have.
    public static String readText(ConsoleIO console, String name) throws IOException {
        if (name.equals("-")) {
            return ManifestText.of(standardInput(console), "standard input");
        }
        Path path = checked(console, name);
        // a pipe that nobody writes to must not be waited for without end
        try (InputStream in = Files.isRegularFile(path)
                ? Files.newInputStream(path)
                : new ByteArrayInputStream(BoundedFile.bytes(path, ManifestText.MAX_BYTES))) {
            return ManifestText.of(in, name);
        } catch (FileSystemException e) {
            if (e.getReason() == null) {
                throw e;
            }
            throw new CommandException(ExitCode.USAGE, FileProblem.inWords(e), null);
        }
    }
}
