package dev.tmctl.cli.support;

import dev.tmctl.aws.MissingCredentialsException;
import dev.tmctl.cli.config.InvalidConfigException;
import dev.tmctl.cli.config.NoHomeException;
import dev.tmctl.cli.terminal.Columns;
import dev.tmctl.delivery.AwsCallException;
import dev.tmctl.delivery.LocalLimits;
import dev.tmctl.delivery.Outcome;
import dev.tmctl.files.FileProblem;
import dev.tmctl.local.DataFolderException;
import dev.tmctl.manifest.InvalidManifestException;
import dev.tmctl.process.ProcessStartException;
import dev.tmctl.target.InvalidInputException;
import dev.tmctl.target.Quoted;
import dev.tmctl.target.Violation;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tells an error: what happened, why, and what to do next; never a stack trace for a user's mistake.
public final class ErrorReporter {
    private final ConsoleIO console;

    public ErrorReporter(ConsoleIO console) {
        this.console = console;
    }

    /// Prints the error and says which exit code it means.
    ///
    /// @param changes whether the command was to change something, which it has not
    public ExitCode report(Throwable error, boolean changes) {
        // before anything else is loaded, which may fail for the same reason
        Error fatal = FatalErrors.behind(error);
        if (fatal != null) {
            return fatal(fatal);
        }
        if (Thread.currentThread().isInterrupted() && !saysWhatChanged(error)) {
            // only what can be undone is interrupted so; what it was doing at that moment tells the user nothing
            return tell(ExitCode.INTERRUPTED, "interrupted; nothing was changed", null);
        }
        return switch (error) {
            case CommandException e -> tell(e.exitCode(), message(e), e.nextStep());
            case InvalidInputException e -> invalid(e.violations(), changes);
            case InvalidConfigException e -> config(e, changes);
            case NoHomeException e -> tell(ExitCode.USAGE, message(e), e.nextStep());
            case InvalidPathException e ->
                tell(ExitCode.USAGE, Quoted.of(e.getInput()) + " is no name of a file", null);
            case InvalidManifestException e -> tell(ExitCode.USAGE, message(e), null);
            case MissingCredentialsException e -> tell(ExitCode.CREDENTIALS, message(e), e.nextStep());
            case ProcessStartException e -> notStarted(e, changes);
            case AwsCallException e -> aws(e.failure());
            case UncheckedIOException e when e.getCause() != null -> report(e.getCause(), changes);
            case DataFolderException e -> tell(ExitCode.FAILED, message(e), e.nextStep());
            case IOException e ->
                tell(
                        ExitCode.FAILED,
                        FileProblem.inWords(e),
                        LocalLimits.isTooManyOpenFiles(e) ? FatalErrors.MORE_FILES : null);
            default -> internal(error);
        };
    }

    private static boolean saysWhatChanged(Throwable error) {
        return error instanceof ProcessStartException || error instanceof CommandException;
    }

    private ExitCode tell(ExitCode code, String message, @Nullable String nextStep) {
        console.error(message);
        if (nextStep != null) {
            console.next(nextStep);
        }
        return code;
    }

    private static String unchanged(boolean changes) {
        return changes ? "; nothing was changed" : "";
    }

    private ExitCode invalid(List<Violation> violations, boolean changes) {
        console.error((violations.size() == 1 ? "1 value is" : violations.size() + " values are") + " not valid"
                + unchanged(changes));
        int width = violations.stream()
                .mapToInt(violation -> Columns.of(violation.field()))
                .max()
                .orElse(0);
        for (Violation violation : violations) {
            console.tell("  " + Columns.padded(violation.field(), width) + "  " + violation.message());
        }
        return ExitCode.USAGE;
    }

    private ExitCode config(InvalidConfigException e, boolean changes) {
        new ConfigMistakes(console.userOutput()).report(e.file(), e.mistakes(), unchanged(changes));
        return ExitCode.USAGE;
    }

    private ExitCode notStarted(ProcessStartException e, boolean changes) {
        console.error(message(e) + (e.left() == null ? unchanged(changes) : "; " + e.left()));
        if (!e.logTail().isEmpty()) {
            console.tell("the end of its log:");
            e.logTail().forEach(line -> console.tell("  " + line));
        }
        return ExitCode.FAILED;
    }

    private ExitCode aws(Outcome.Failed failure) {
        return tell(ExitCode.of(failure.kind()), failureLine(failure), ErrorHints.after(failure));
    }

    /// A failure in one line: AWS's code, message and request id.
    public static String failureLine(Outcome.Failed failure) {
        String attempts = failure.attempts() > 1 ? " after " + failure.attempts() + " attempts" : "";
        String request = failure.requestId() == null ? "" : " (request " + failure.requestId() + ")";
        return failure.code() + attempts + ": " + failure.message() + request;
    }

    private ExitCode fatal(Error error) {
        return broken(FatalErrors.message(error), error, FatalErrors.advice(error));
    }

    private ExitCode internal(Throwable error) {
        return broken("internal error: " + error, error, null);
    }

    /// @param advice what can be done, or null when that is to find out more
    private ExitCode broken(String message, Throwable error, @Nullable String advice) {
        console.error(console.userOutput().clean(message));
        boolean debug = console.verbosity() == Verbosity.DEBUG;
        if (debug) {
            StringWriter trace = new StringWriter();
            error.printStackTrace(new PrintWriter(trace, true));
            console.userOutput()
                    .tellLines(console.userOutput().clean(trace.toString().stripTrailing()));
        }
        if (advice != null) {
            console.next(advice);
        } else if (!debug) {
            console.next("the same command with --debug shows the stack trace; report it");
        }
        return ExitCode.FAILED;
    }

    /// An error in one line, for a log: a kind is named where it is none of ours.
    public String line(Throwable error) {
        String text = switch (error) {
            case InvalidInputException e -> message(e);
            case MissingCredentialsException e -> message(e);
            case UncheckedIOException e when e.getCause() != null -> FileProblem.inWords(e.getCause());
            case IOException e -> FileProblem.inWords(e);
            default -> error.toString();
        };
        return console.userOutput().clean(text).replaceAll("\\s*\\R\\s*", " ");
    }

    private static String message(Throwable error) {
        return error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
    }
}
