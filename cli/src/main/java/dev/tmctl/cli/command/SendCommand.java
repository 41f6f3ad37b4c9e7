package dev.tmctl.cli.command;

import dev.tmctl.cli.output.EventPrinter;
import dev.tmctl.cli.output.OutputFormat;
import dev.tmctl.cli.output.Palette;
import dev.tmctl.cli.support.CommandException;
import dev.tmctl.cli.support.ExitCode;
import dev.tmctl.cli.support.InputFile;
import dev.tmctl.cli.support.SendReport;
import dev.tmctl.cli.support.SendRoute;
import dev.tmctl.cli.support.Streams;
import dev.tmctl.delivery.EventSender;
import dev.tmctl.event.EventDefaults;
import dev.tmctl.event.EventStream;
import dev.tmctl.event.EventStream.Element;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
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
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  tmctl send '{\"hello\": \"world\"}'",
            "  tmctl send --eventType order.created --extension tenant=a - < order.json",
            "  tmctl send -f events.ndjson -o json",
            "  tmctl send --direct --arn ARN --partition smoke ping"
        })
public final class SendCommand implements Callable<Integer> {
    private final Streams streams;

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
            paramLabel = "pretty|json|yaml|name",
            description = "The format of the result events (default: pretty).")
    OutputFormat format = OutputFormat.PRETTY;

    @Option(names = "--dry-run", description = "Print the events instead of sending them; no network is used.")
    boolean dryRun;

    @Mixin
    DirectOptions direct = new DirectOptions();

    @Mixin
    ContextOption context = new ContextOption();

    @Mixin
    HelpOption help = new HelpOption();

    public SendCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (data.isEmpty() == (file == null)) {
            throw new CommandException(
                    ExitCode.USAGE,
                    data.isEmpty() ? "there is nothing to send" : "DATA and --file are both given; keep one",
                    "tmctl send DATA, or - for standard input, or -f FILE");
        }
        EventDefaults defaults = event.defaults();
        EventPrinter printer = new EventPrinter(streams.out(), format, new Palette(streams.colours()));
        if (dryRun) {
            return dryRun(defaults, printer);
        }
        // One invalid event by hand is refused before any network is used.
        EventSender.Source source = file == null ? single(defaults) : null;
        try (SendRoute route = direct.route(streams, context, target);
                EventStream stream = file == null ? null : EventStream.open(InputFile.open(streams, file), defaults)) {
            SendReport report = new SendReport(streams, route.target(), printer, file != null);
            EventSender.Source from = stream == null ? source : stream::next;
            if (from == null) {
                throw new IllegalStateException("neither data nor a file");
            }
            return report.finish(new EventSender(from, route.delivery(), report).run());
        }
    }

    private EventSender.Source single(EventDefaults defaults) throws IOException {
        byte[] bytes = data.equals(List.of("-"))
                ? streams.in().readNBytes(EventStream.MAX_EVENT_BYTES + 1)
                : String.join(" ", data).getBytes(StandardCharsets.UTF_8);
        if (bytes.length > EventStream.MAX_EVENT_BYTES) {
            throw new CommandException(
                    ExitCode.USAGE, "the data is larger than " + EventStream.MAX_EVENT_BYTES + " bytes", null);
        }
        Deque<Element> one = new ArrayDeque<>(List.of(new Element(1, defaults.wrap(bytes), List.of())));
        return one::poll;
    }

    private int dryRun(EventDefaults defaults, EventPrinter printer) throws IOException {
        int invalid = 0;
        try (EventStream stream = file == null ? null : EventStream.open(InputFile.open(streams, file), defaults)) {
            EventSender.Source source = stream == null ? single(defaults) : stream::next;
            for (Element element = source.next(); element != null; element = source.next()) {
                if (element.event() == null) {
                    invalid++;
                    streams.note(SendReport.invalidLine(element));
                } else {
                    printer.print(element.event(), element.event().getId());
                }
            }
        }
        return (invalid == 0 ? ExitCode.DONE : ExitCode.FAILED).code();
    }
}
