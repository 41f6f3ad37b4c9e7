package dev.tmctl.cli.send;

import dev.tmctl.cli.support.CommandException;
import dev.tmctl.cli.support.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Refuses files that a run cannot have for itself, before anything is read or written: what a link leads to
/// counts, and what standard input and output are.
final class OutputFileRules {
    private static final Path STDIN = Path.of("/dev/stdin");
    private static final int MAX_LINKS = 40;

    private final String input;

    /// @param input the file that is sent, or `-`
    OutputFileRules(String input) {
        this.input = input;
    }

    /// @param option for messages, for example `--failed`
    /// @throws CommandException when the file cannot be written, or is something else of this run
    void check(String option, Path file) throws IOException {
        Path real = behindLinks(option, file);
        String cannot = option + " " + file + " cannot be written: ";
        String another = "give a file elsewhere: " + option + " FILE";
        Path folder = real.toAbsolutePath().normalize().getParent();
        if (Files.isDirectory(real) || folder == null) {
            throw refused(cannot + "it is a folder", "give a file: " + option + " FILE");
        }
        if (Files.notExists(folder)) {
            throw refused(cannot + "there is no folder " + folder, "make it first: mkdir -p " + folder);
        }
        if (!Files.isDirectory(folder)) {
            throw refused(cannot + folder + " is not a folder", another);
        }
        refuseStreams(option, real);
        boolean exists = Files.exists(real);
        if (exists && !Files.isRegularFile(real)) {
            throw refused(cannot + "it is a device or a pipe", "give a file: " + option + " FILE");
        }
        if (!Files.isWritable(exists ? real : folder) || (exists && !Files.isReadable(real))) {
            throw refused(cannot + "permission denied" + (exists ? "" : " for the folder " + folder), another);
        }
        if (!input.equals("-") && isSame(Path.of(input), real)) {
            throw refused(option + " is the file that is sent; give another", null);
        }
    }

    /// What the results go to, and what is sent, cannot be written in between.
    private void refuseStreams(String option, Path real) throws IOException {
        if (input.equals("-") && isSame(STDIN, real)) {
            throw refused(option + " is the file that is sent; give another", null);
        }
        for (String stream : List.of("output", "error")) {
            if (isSame(Path.of(stream.equals("output") ? "/dev/stdout" : "/dev/stderr"), real)) {
                throw refused(
                        option + " is where standard " + stream + " goes; give another",
                        "give a file: " + option + " FILE");
            }
        }
    }

    /// Whether two options name one file.
    ///
    /// @throws CommandException when one of them leads nowhere
    static boolean areSame(Path one, Path other) throws IOException {
        Path first = behindLinks("--failed", one);
        Path second = behindLinks("--resume", other);
        return isSame(first, second) || inRealFolder(first).equals(inRealFolder(second));
    }

    private static Path inRealFolder(Path file) throws IOException {
        Path absolute = file.toAbsolutePath().normalize();
        Path folder = absolute.getParent();
        return folder == null || Files.notExists(folder)
                ? absolute
                : folder.toRealPath().resolve(absolute.getFileName());
    }

    private static boolean isSame(Path one, Path other) throws IOException {
        return Files.exists(one) && Files.exists(other) && Files.isSameFile(one, other);
    }

    /// Also of links that lead to a file that is not there yet.
    private static Path behindLinks(String option, Path file) throws IOException {
        Path reached = file;
        for (int links = 0; Files.isSymbolicLink(reached) && !Files.exists(reached); links++) {
            if (links == MAX_LINKS) {
                throw refused(option + " " + file + " cannot be written: it is a link that leads in a circle", null);
            }
            reached = reached.toAbsolutePath().resolveSibling(Files.readSymbolicLink(reached));
        }
        return reached;
    }

    private static CommandException refused(String message, @Nullable String nextStep) {
        return new CommandException(ExitCode.USAGE, message, nextStep);
    }
}
