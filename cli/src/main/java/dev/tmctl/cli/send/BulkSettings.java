package dev.tmctl.cli.send;

import dev.tmctl.cli.support.CommandException;
import dev.tmctl.cli.support.ExitCode;
import java.io.IOException;
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
    public void checkFiles(String input) throws IOException {
        OutputFileRules rules = new OutputFileRules(input);
        if (failed != null) {
            rules.check("--failed", failed);
        }
        if (resume != null) {
            rules.check("--resume", resume);
        }
        if (failed != null && resume != null && OutputFileRules.areSame(failed, resume)) {
            throw new CommandException(ExitCode.USAGE, "--failed and --resume are the same file; give two", null);
        }
    }

    /// The option that names a file of [#checkFiles].
    String optionOf(Path file) {
        return file.equals(failed) ? "--failed" : "--resume";
    }
}
