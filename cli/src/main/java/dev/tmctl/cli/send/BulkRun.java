package dev.tmctl.cli.send;

import dev.tmctl.cli.output.EventPrinter;
import dev.tmctl.cli.output.OutputFormat;
import dev.tmctl.cli.support.CommandException;
import dev.tmctl.cli.support.ExitCode;
import dev.tmctl.cli.support.InputFile;
import dev.tmctl.cli.support.Streams;
import dev.tmctl.cli.support.Volume;
import dev.tmctl.delivery.bulk.Books;
import dev.tmctl.delivery.bulk.BulkSender;
import dev.tmctl.delivery.bulk.ElementSource;
import dev.tmctl.delivery.bulk.FileInUseException;
import dev.tmctl.delivery.bulk.JournalException;
import dev.tmctl.delivery.bulk.Pace;
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

/// Sends a file or pipe of events through a route and keeps the books.
public final class BulkRun {
    /// Longer than an adapter that does not answer is waited for (10 s), and then asked for the cause (5 s).
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String INTERRUPTED = "interrupted";

    private final Streams streams;
    private final SendRoute route;
    private final BulkSettings settings;
    private final OutputFormat format;

    public BulkRun(Streams streams, SendRoute route, BulkSettings settings, OutputFormat format) {
        this.streams = streams;
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
        try (InputStream bytes = InputFile.open(streams, input);
                EventStream stream = EventStream.open(bytes, defaults, digest);
                RunFiles files = RunFiles.open(arn, settings.failed(), settings.resume())) {
            if (digest != null) {
                files.goOn(stream, digest);
            }
            for (String option : files.withoutLocks()) {
                streams.note("note: the file system of " + option
                        + " keeps no locks; let no other send use the file at the same time");
            }
            ExitCode code = send(stream, digest, files, stream.isRecoded() ? 0 : totalBytes(input));
            AttributeNotes.bulk(streams, stream.wholeEvents(), defaults);
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
        EventPrinter printer = new EventPrinter(streams, format);
        SendReport report = new SendReport(streams, route.target(), printer, files);
        BulkSender sender = new BulkSender(
                ElementSource.of(stream), digest, route.delivery(), report, new Pace(settings.perSecond()));
        streams.interruption()
                .plan("interrupted: finishing what is under way", () -> sender.stop(INTERRUPTED), PATIENCE);
        try {
            Books books = closed(files, run(sender, total));
            finish(report, books, files.before().elements(), printer);
            return report.code(books);
        } finally {
            streams.interruption().endAtOnce();
        }
    }

    /// The books are printed also where the files cannot be written.
    private static Books closed(RunFiles files, Books books) {
        try {
            files.close();
            return books;
        } catch (IOException e) {
            String cause = FileProblem.inWords(e);
            String before = books.aborted();
            boolean told = before != null && before.contains(cause);
            String aborted = before == null ? cause : told ? before : before + "; " + cause;
            return new Books(books.delivered(), books.failed(), aborted);
        }
    }

    private Books run(BulkSender sender, long total) throws InterruptedException {
        ProgressLine progress = streams.volume() == Volume.QUIET
                ? null
                : new ProgressLine(streams, route, sender::progress, total, showsProgress());
        try {
            return sender.run();
        } finally {
            if (progress != null) {
                progress.close();
            }
        }
    }

    private void finish(SendReport report, Books books, long doneBefore, EventPrinter printer) {
        if (format == OutputFormat.JSON) {
            printer.add(SendSummary.event(books, doneBefore, route.stats().snapshot()), SendSummary.TYPE);
        }
        streams.out().flush();
        report.sumUp(settings.failed() != null);
        if (books.aborted() != null) {
            streams.error("the send ended before its input: " + books.aborted() + lastCause(report, books));
        }
        if (settings.stats()) {
            SendSummary.stats(streams, route.stats().snapshot());
        }
        streams.tell(SendSummary.line(books, doneBefore));
        if (settings.resume() != null && settings.failed() == null && books.failed() > 0) {
            streams.note(
                    "note: the journal stays before the first event that failed; with --failed FILE it goes past it");
        }
    }

    /// Who ends a send because nothing moves wants to know why.
    private String lastCause(SendReport report, Books books) {
        if (!INTERRUPTED.equals(books.aborted()) || books.failed() == 0) {
            return "";
        }
        String cause = report.cutShort() == null ? route.retryCause() : report.cutShort();
        return cause == null ? "" : "; it was trying again after " + cause;
    }

    /// On a terminal that shows the result events too, they are progress enough.
    private boolean showsProgress() {
        return !(streams.errTerminal() && streams.outTerminal()) || format == OutputFormat.NONE;
    }

    private static long totalBytes(String input) throws IOException {
        return input.equals("-") || !Files.isRegularFile(Path.of(input)) ? 0 : Files.size(Path.of(input));
    }
}
