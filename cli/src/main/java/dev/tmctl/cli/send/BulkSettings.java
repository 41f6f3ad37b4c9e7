package dev.tmctl.cli.send;

import dev.tmctl.cli.support.CommandException;
import dev.tmctl.cli.support.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// How a stream of events is sent.
///
/// @param failed where events go that were not stored, or null
/// @param resume the journal, or null
/// @param perSecond events a second, or 0 for no limit
/// @param stats whether the engine's figures are wanted at the end
public record BulkSettings(@Nullable Path failed, @Nullable Path resume, double perSecond, boolean stats) {
    /// Refuses files that cannot be what they are to be, before anything is read or written.
    ///
    /// @param input the file that is sent, or `-`
    /// @throws CommandException when one of them cannot
    void checkFiles(String input) throws IOException {
        if (failed != null) {
            checkFile("--failed", failed, input);
        }
        if (resume != null) {
            checkFile("--resume", resume, input);
        }
        if (failed != null && resume != null && absolute(failed).equals(absolute(resume))) {
            throw new CommandException(ExitCode.USAGE, "--failed and --resume are the same file; give two", null);
        }
    }

    private static void checkFile(String option, Path file, String input) throws IOException {
        String cannot = option + " " + file + " cannot be written: ";
        Path folder = absolute(file).getParent();
        if (Files.isDirectory(file) || folder == null) {
            throw new CommandException(ExitCode.USAGE, cannot + "it is a folder", "give a file: " + option + " FILE");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new CommandException(
                    ExitCode.USAGE, cannot + "it is no regular file", "give another: " + option + " FILE");
        }
        if (Files.notExists(folder)) {
            throw new CommandException(
                    ExitCode.USAGE, cannot + "there is no folder " + folder, "make it first: mkdir -p " + folder);
        }
        if (!Files.isDirectory(folder)) {
            throw new CommandException(
                    ExitCode.USAGE, cannot + folder + " is not a folder", "give a file elsewhere: " + option + " FILE");
        }
        if (!Files.isWritable(Files.exists(file) ? file : folder)) {
            throw new CommandException(
                    ExitCode.USAGE,
                    cannot + "permission denied" + (Files.exists(file) ? "" : " for the folder " + folder),
                    "give a file elsewhere: " + option + " FILE");
        }
        if (!input.equals("-") && Files.exists(file) && Files.isSameFile(Path.of(input), file)) {
            throw new CommandException(ExitCode.USAGE, option + " is the file that is sent; give another", null);
        }
    }

    private static Path absolute(Path file) {
        return file.toAbsolutePath().normalize();
    }
}
