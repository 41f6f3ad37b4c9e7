package dev.tmctl.cli.output;

import dev.tmctl.cli.support.CommandException;
import dev.tmctl.cli.support.ConsoleIO;
import dev.tmctl.cli.support.ExitCode;
import dev.tmctl.dump.Dump;
import dev.tmctl.dump.DumpFormat;
import dev.tmctl.dump.DumpOptions;
import dev.tmctl.dump.EnvFile;
import dev.tmctl.dump.Platform;
import dev.tmctl.files.BoundedFile;
import dev.tmctl.files.PrivateFiles;
import dev.tmctl.target.KinesisTarget;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Prints a dump, and writes the file of variables that belongs to a compose file.
public final class DumpPrinter {
    private static final int MAX_BYTES = 1024 * 1024;

    private final ConsoleIO console;
    private final DumpFormat format;

    public DumpPrinter(ConsoleIO console, DumpFormat format) {
        this.console = console;
        this.format = format;
    }

    /// Says which image is meant where the user named none.
    public void tellImage(String image) {
        console.note("note: the image is " + image + "; --image names another one, for example in your registry");
    }

    /// Prints the targets for a platform.
    ///
    /// @param envFile where a compose file's keys go, or null
    /// @throws CommandException when that file holds something else
    public void print(List<KinesisTarget> targets, Platform platform, DumpOptions options, @Nullable String envFile)
            throws IOException {
        Dump dump = Dump.of(targets, platform, options);
        if (envFile != null) {
            write(Path.of(envFile), dump.envFile());
        } else if (dump.envFile() != null) {
            console.note("note: the keys are not in it; --env-file .env writes them where Compose reads them");
        }
        dump.warnings().forEach(this::warn);
        console.data().print(dump.text(format));
        console.data().flush();
    }

    private void warn(Dump.Warning warning) {
        console.tell("warning: " + warning.text());
        if (warning.next() != null) {
            console.next(warning.next());
        }
    }

    private void write(Path file, @Nullable EnvFile variables) throws IOException {
        if (variables == null) {
            console.note("note: no target has keys, so " + file + " is not written");
            return;
        }
        Path folder = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file) || folder == null) {
            throw new CommandException(
                    ExitCode.USAGE, file + " cannot be written: it is a folder", "name a file: --env-file FILE");
        }
        if (!Files.isDirectory(folder)) {
            throw new CommandException(
                    ExitCode.USAGE,
                    file + " cannot be written: there is no folder " + file.getParent(),
                    "make it first: mkdir -p " + file.getParent());
        }
        String before = existing(file);
        if (before == null) {
            PrivateFiles.replace(file, variables.text());
            return;
        }
        if (!before.startsWith(EnvFile.MARK)) {
            throw new CommandException(
                    ExitCode.USAGE,
                    file + " is there and was not written by tmctl dump; nothing was changed",
                    "name another file: --env-file FILE");
        }
        String after = variables.mergedInto(before);
        if (!variables.hasKeys() && after.equals(before)) {
            console.note("note: " + file + " keeps the keys that it has");
        }
        PrivateFiles.replace(file, after);
    }

    private static @Nullable String existing(Path file) throws IOException {
        try {
            return BoundedFile.ownText(file, MAX_BYTES);
        } catch (NoSuchFileException e) {
            return null;
        } catch (CharacterCodingException e) {
            throw new CommandException(
                    ExitCode.USAGE, file + " is not UTF-8; nothing was changed", "name another file: --env-file FILE");
        }
    }
}
