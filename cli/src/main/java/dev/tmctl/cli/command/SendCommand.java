package dev.tmctl.cli.command;

import dev.tmctl.cli.config.Settings;
import dev.tmctl.cli.output.EventPrinter;
import dev.tmctl.cli.output.OutputFormat;
import dev.tmctl.cli.send.AttributeNotes;
import dev.tmctl.cli.send.BulkRun;
import dev.tmctl.cli.send.BulkSettings;
import dev.tmctl.cli.send.DryRun;
import dev.tmctl.cli.send.SendRoute;
import dev.tmctl.cli.send.SingleSend;
import dev.tmctl.cli.support.CommandException;
import dev.tmctl.cli.support.ConsoleIO;
import dev.tmctl.cli.support.ExitCode;
import dev.tmctl.cli.support.InputFile;
import dev.tmctl.event.EventDefaults;
import dev.tmctl.event.EventStream;
import dev.tmctl.target.KinesisTarget;
import io.cloudevents.CloudEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `tmctl send`.
@Command(
        name = "send",
        aliases = "send-event",
        description = "Send events through a target's adapter, or straight to Kinesis, and print the result events.",
        customSynopsis = {
            "@|bold tmctl send|@ [OPTIONS] @|italic DATA|@",
            "       @|bold tmctl send|@ [OPTIONS] @|yellow -f|@ @|italic FILE|@"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tmctl send '{\"hello\": \"world\"}'",
            "  tmctl send --eventType order.created --extension tenant=a - < order.json",
            "  tmctl send -f events.ndjson -o json",
            "  tmctl send -f events.ndjson -o none --failed failed.ndjson --resume journal",
            "  tmctl send --direct --arn ARN --partition smoke ping"
        })
public final class SendCommand implements Callable<Integer> {
    private final ConsoleIO console;

    @Parameters(
            arity = "0..*",
            paramLabel = "DATA|-",
            description = "The data of one event; - reads it from standard input. Several words are joined by spaces.")
    List<String> data = new ArrayList<>();

    @Option(names = "--target", paramLabel = "NAME", description = "The target (default: the only one).")
    @Nullable
    String target;

    @Mixin
    EventOptions event = new EventOptions();

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE|-",
            description = "Send many: a JSON array, CloudEvents or data one per line, or one CloudEvent.")
    @Nullable
    String file;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "pretty|json|yaml|name|none",
            description = "The format of the result events (default: pretty).")
    @Nullable
    OutputFormat output;

    @Option(names = "--dry-run", description = "Print the events instead of sending them; no network is used.")
    boolean dryRun;

    @Mixin
    BulkOptions bulk = new BulkOptions();

    @Mixin
    DirectOptions direct = new DirectOptions();

    @Mixin
    ContextOption context = new ContextOption();

    @Mixin
    CommonOptions common = new CommonOptions();

    public SendCommand(ConsoleIO console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        OutputFormat format = new Settings(console.environment()).format(output, OutputFormat.PRETTY);
        if (data.isEmpty() && file == null) {
            String advice = "give DATA, or - for standard input, or -f FILE";
            throw console.inTerminal()
                    ? CommandException.withHelp("there is nothing to send", advice)
                    : new CommandException(ExitCode.USAGE, "there is nothing to send", advice);
        }
        if (!data.isEmpty() && file != null) {
            throw new CommandException(ExitCode.USAGE, "DATA and --file are both given; keep one", null);
        }
        if (file == null) {
            bulk.refuse(direct.maxInFlight != null);
        }
        EventDefaults defaults = event.defaults();
        EventPrinter printer = new EventPrinter(console, format);
        if (dryRun) {
            return dryRun(defaults, printer).code();
        }
        if (file != null) {
            BulkSettings settings = bulk.settings();
            try (SendRoute route = direct.route(console, context, target, true)) {
                return new BulkRun(console, route, settings, format)
                        .run(file, defaults)
                        .code();
            }
        }
        // One invalid event by hand is refused before any network is used.
        CloudEvent one = SingleSend.read(console, data, defaults);
        try (SendRoute route = direct.route(console, context, target, false)) {
            return SingleSend.send(console, route, printer, one).code();
        }
    }

    private ExitCode dryRun(EventDefaults defaults, EventPrinter printer) throws IOException {
        KinesisTarget to = direct.dryTarget(console, context, target);
        if (file == null) {
            return DryRun.of(console, DryRun.once(SingleSend.read(console, data, defaults)), printer, to);
        }
        bulk.settings().checkFiles(file);
        try (EventStream stream = EventStream.open(InputFile.open(console, file), defaults)) {
            ExitCode code = DryRun.of(console, stream::next, printer, to);
            AttributeNotes.bulk(console, stream.wholeEvents(), defaults);
            return code;
        }
    }
}
