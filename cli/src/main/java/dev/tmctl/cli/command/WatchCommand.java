package dev.tmctl.cli.command;

import dev.tmctl.aws.AwsClients;
import dev.tmctl.cli.config.Settings;
import dev.tmctl.cli.output.OutputFormat;
import dev.tmctl.cli.output.RecordPrinter;
import dev.tmctl.cli.support.ConsoleIO;
import dev.tmctl.cli.support.ExitCode;
import dev.tmctl.cli.support.TargetChoice;
import dev.tmctl.cli.support.Workspace;
import dev.tmctl.event.Timestamp;
import dev.tmctl.stream.StartingPosition;
import dev.tmctl.stream.StoredRecord;
import dev.tmctl.stream.StreamReader;
import dev.tmctl.target.InvalidInputException;
import dev.tmctl.target.InvalidValueException;
import dev.tmctl.target.KinesisTarget;
import dev.tmctl.target.Quoted;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `tmctl watch`.
@Command(
        name = "watch",
        description = "Print the records of a target's stream as they come, from every shard, until interrupted.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  tmctl watch orders",
            "  tmctl watch --from beginning --max 10 -o json",
            "  tmctl watch --from 2026-01-31T12:00:00Z --idle 30"
        })
public final class WatchCommand implements Callable<Integer> {
    private static final Duration POLL = Duration.ofMillis(200);

    private final ConsoleIO console;

    @Mixin
    TargetArgument chosen = new TargetArgument();

    @Option(
            names = "--from",
            paramLabel = "latest|beginning|TIME",
            description = "Where to begin; TIME is RFC 3339 (default: latest).")
    String from = "latest";

    @Option(names = "--max", paramLabel = "N", description = "End after N records.")
    @Nullable
    Integer max;

    @Option(names = "--idle", paramLabel = "SECONDS", description = "End when no record came for so long.")
    @Nullable
    Integer idle;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "pretty|json|yaml|name|none",
            description = "The format (default: pretty).")
    @Nullable
    OutputFormat output;

    @Mixin
    CommonOptions common = new CommonOptions();

    public WatchCommand(ConsoleIO console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        OutputFormat format = new Settings(console.environment()).format(output, OutputFormat.PRETTY);
        StartingPosition start = position();
        if (max != null && max < 1) {
            throw new InvalidInputException("max", "\"" + max + "\" is not a number of records; expected 1 or more");
        }
        if (idle != null && idle < 1) {
            throw new InvalidInputException("idle", "\"" + idle + "\" is not a number of seconds; expected 1 or more");
        }
        Workspace workspace = chosen.open(console);
        List<String> notes = new ArrayList<>();
        KinesisTarget target = workspace
                .lifecycle()
                .reachable(workspace.target(chosen.name, TargetChoice.argumentOf("tmctl watch")), notes);
        notes.forEach(note -> console.note("note: " + note));
        RecordPrinter printer = new RecordPrinter(console, format);
        try (AwsClients clients = new AwsClients(target, console.environment(), console.userOutput());
                StreamReader reader = StreamReader.open(clients, start)) {
            console.note("watching " + target.arn() + " from " + from);
            follow(reader, printer);
        }
        return ExitCode.DONE.code();
    }

    private void follow(StreamReader reader, RecordPrinter printer) throws InterruptedException {
        long lastRecord = System.nanoTime();
        for (int printed = 0; max == null || printed < max; ) {
            StoredRecord record = reader.next(POLL);
            if (record != null) {
                printer.print(record);
                printed++;
                lastRecord = System.nanoTime();
            } else if (idle != null
                    && System.nanoTime() - lastRecord > Duration.ofSeconds(idle).toNanos()) {
                return;
            }
            if (console.out().checkError()) {
                return;
            }
        }
    }

    private StartingPosition position() {
        return switch (from) {
            case "latest" -> new StartingPosition.Latest();
            case "beginning" -> new StartingPosition.Beginning();
            default -> {
                try {
                    yield new StartingPosition.At(Timestamp.parse(from).time().toInstant());
                } catch (InvalidValueException e) {
                    throw new InvalidInputException(
                            "from", Quoted.of(from) + " is not latest, beginning or a time like 2026-01-31T12:00:00Z");
                }
            }
        };
    }
}
