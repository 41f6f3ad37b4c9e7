package dev.tmctl.cli.command;

import dev.tmctl.cli.support.ConsoleIO;
import dev.tmctl.cli.support.ExitCode;
import dev.tmctl.cli.support.TargetChoice;
import dev.tmctl.cli.support.Workspace;
import dev.tmctl.process.LogFile;
import dev.tmctl.process.LogReader;
import dev.tmctl.target.InvalidInputException;
import dev.tmctl.target.KinesisTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `tmctl logs`.
@Command(
        name = "logs",
        description = "Show the log of a target's adapter: one JSON object per line.",
        footerHeading = "%nExamples:%n",
        footer = {"  tmctl logs orders -n 20", "  tmctl logs -f"})
public final class LogsCommand implements Callable<Integer> {
    private static final long POLL_MILLIS = 100;

    private final ConsoleIO console;

    @Mixin
    TargetArgument chosen = new TargetArgument();

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with new lines until interrupted.")
    boolean follow;

    @Option(
            names = {"-n", "--tail"},
            paramLabel = "LINES",
            description = "Start with the last lines (default: 1000).")
    int tail = 1000;

    @Mixin
    CommonOptions common = new CommonOptions();

    public LogsCommand(ConsoleIO console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (tail < 0) {
            throw new InvalidInputException("tail", "is " + tail + "; expected a number of lines, 0 or more");
        }
        Workspace workspace = chosen.open(console);
        KinesisTarget target = workspace.target(chosen.name, TargetChoice.argumentOf("tmctl logs"));
        LogFile log = workspace.lifecycle().adapter(target.name()).log();
        if (!Files.exists(log.file())) {
            console.note("the adapter of " + target.name() + " has never run here");
            return ExitCode.DONE.code();
        }
        try (LogReader reader = LogReader.open(log, tail)) {
            print(reader);
        }
        return ExitCode.DONE.code();
    }

    private void print(LogReader log) throws IOException, InterruptedException {
        while ((follow || log.left() > 0) && !console.out().checkError()) {
            String news = log.next();
            if (log.missesLines()) {
                console.note("note: lines are missing here: the log was rotated before they were read");
            }
            if (news.isEmpty()) {
                Thread.sleep(POLL_MILLIS);
            }
            console.data().print(news);
        }
    }
}
