package dev.tmctl.cli.send;

import dev.tmctl.cli.output.EventPrinter;
import dev.tmctl.cli.output.OutputFormat;
import dev.tmctl.cli.support.CommandException;
import dev.tmctl.cli.support.ConsoleIO;
import dev.tmctl.cli.support.ExitCode;
import dev.tmctl.cli.support.InputFile;
import dev.tmctl.cli.support.Verbosity;
import dev.tmctl.delivery.bulk.BulkResult;
import dev.tmctl.delivery.bulk.BulkSender;
import dev.tmctl.delivery.bulk.ElementSource;
import dev.tmctl.delivery.bulk.FileInUseException;
import dev.tmctl.delivery.bulk.JournalException;
import dev.tmctl.delivery.bulk.RateLimiter;
import dev.tmctl.delivery.bulk.RunFiles;
import dev.tmctl.event.EventDefaults;
import dev.tmctl.event.EventStream;
import dev.tmctl.event.InputDigest;
import dev.tmctl.files.FileProblem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Sends a file or pipe of events through a route and counts what becomes of them.
public final class BulkRun {
    /// Longer than an adapter that does not answer is waited for (10 s), and then asked for the cause (5 s).
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final String INTERRUPTED = "interrupted";

    private final ConsoleIO console;
    private final SendRoute route;
    private final BulkSettings settings;
    private final OutputFormat format;

    public BulkRun(ConsoleIO console, SendRoute route, BulkSettings settings, OutputFormat format) {
        this.console = console;
        this.route = route;
        this.settings = settings;
        this.format = format;
    }

    /// Runs to the end of the input.
    ///
    /// @param input `FILE` or `-`
    /// @param defaults attributes for bare data
    public ExitCode run(String input, EventDefaults defaults) throws IOException, InterruptedException {
        settings.checkFiles(input);
        InputDigest digest = settings.resume() == null ? null : new InputDigest();
        String arn = route.target().arn().toString();
        try (InputStream bytes = InputFile.open(console, input);
                EventStream stream = EventStream.open(bytes, defaults, digest);
                RunFiles files = RunFiles.open(arn, settings.failed(), settings.resume())) {
            if (digest != null) {
                files.goOn(stream, digest);
            }
            for (String option : files.withoutLocks()) {
                console.note("note: the file system of " + option
                        + " keeps no locks; let no other send use the file at the same time");
            }
            ExitCode code = send(stream, digest, files, stream.isRecoded() ? 0 : totalBytes(input));
            AttributeNotes.bulk(console, stream.wholeEvents(), defaults);
            return code;
        } catch (FileInUseException e) {
            String option = settings.optionOf(e.file());
            throw new CommandException(
                    ExitCode.USAGE,
                    option + " " + e.file() + " is in use by another send",
                    "wait until that has ended, or give another file: " + option + " FILE");
        } catch (JournalException e) {
            throw new CommandException(
                    ExitCode.USAGE, String.valueOf(e.getMessage()), "give the same input, or another --resume file");
        }
    }

    private ExitCode send(EventStream stream, @Nullable InputDigest digest, RunFiles files, long total)
            throws IOException, InterruptedException {
        EventPrinter printer = new EventPrinter(console, format);
        SendReport report = new SendReport(console, route.target(), printer, files);
        BulkSender sender = new BulkSender(
                ElementSource.of(stream), digest, route.delivery(), report, new RateLimiter(settings.perSecond()));
        console.interruption()
                .plan("interrupted: finishing what is under way", () -> sender.stop(INTERRUPTED), TIMEOUT);
        try {
            BulkResult result = closed(files, run(sender, total));
            finish(report, result, files.before().elements(), printer);
            return report.code(result);
        } finally {
            console.interruption().endAtOnce();
        }
    }

    /// The books are printed also where the files cannot be written.
    private static BulkResult closed(RunFiles files, BulkResult result) {
        try {
            files.close();
            return result;
        } catch (IOException e) {
            String cause = FileProblem.inWords(e);
            String before = result.aborted();
            boolean told = before != null && before.contains(cause);
            String aborted = before == null ? cause : told ? before : before + "; " + cause;
            return new BulkResult(result.delivered(), result.failed(), aborted);
        }
    }

    private BulkResult run(BulkSender sender, long total) throws InterruptedException {
        ProgressLine progress = console.verbosity() == Verbosity.QUIET
                ? null
                : new ProgressLine(console, route, sender::progress, total, showsProgress());
        try {
            return sender.run();
        } finally {
            if (progress != null) {
                progress.close();
            }
        }
    }

    private void finish(SendReport report, BulkResult result, long doneBefore, EventPrinter printer) {
        if (format == OutputFormat.JSON) {
            printer.add(SendSummary.event(result, doneBefore, route.stats().snapshot()), SendSummary.TYPE);
        }
        console.out().flush();
        report.sumUp(settings.failed() != null);
        if (result.aborted() != null) {
            console.error("the send ended before its input: " + result.aborted() + lastCause(report, result));
        }
        if (settings.stats()) {
            SendSummary.stats(console, route.stats().snapshot());
        }
        console.tell(SendSummary.line(result, doneBefore));
        if (settings.resume() != null && settings.failed() == null && result.failed() > 0) {
            console.note(
                    "note: the journal stays before the first event that failed; with --failed FILE it goes past it");
        }
    }

    /// Who ends a send because nothing moves wants to know why.
    private String lastCause(SendReport report, BulkResult result) {
        if (!INTERRUPTED.equals(result.aborted()) || result.failed() == 0) {
            return "";
        }
        String cause = report.cutShort() == null ? route.retryCause() : report.cutShort();
        return cause == null ? "" : "; it was trying again after " + cause;
    }

    /// On a terminal that shows the result events too, they are progress enough.
    private boolean showsProgress() {
        return !(console.errTerminal() && console.outTerminal()) || format == OutputFormat.NONE;
    }

    private static long totalBytes(String input) throws IOException {
        return input.equals("-") || !Files.isRegularFile(Path.of(input)) ? 0 : Files.size(Path.of(input));
    }
}
