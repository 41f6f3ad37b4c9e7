package dev.tmctl.cli.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tmctl.adapter.AdapterStatus;
import dev.tmctl.cli.TestConsole;
import dev.tmctl.cli.support.CommandException;
import dev.tmctl.cli.support.ConsoleIO;
import dev.tmctl.cli.support.ErrorReporter;
import dev.tmctl.cli.support.ExitCode;
import dev.tmctl.cli.support.Verbosity;
import dev.tmctl.delivery.DeliveryStats;
import dev.tmctl.delivery.FailureKind;
import dev.tmctl.delivery.Outcome;
import dev.tmctl.event.JsonEventWriter;
import dev.tmctl.json.JsonTrees;
import dev.tmctl.lifecycle.CreateResult;
import dev.tmctl.lifecycle.TargetDescription;
import dev.tmctl.manifest.InvalidManifestException;
import dev.tmctl.manifest.YamlDocuments;
import dev.tmctl.process.ProcessRecord;
import dev.tmctl.process.ProcessStartException;
import dev.tmctl.stream.StoredRecord;
import dev.tmctl.stream.StreamDescription;
import dev.tmctl.target.AuthDraft;
import dev.tmctl.target.InvalidInputException;
import dev.tmctl.target.KinesisTarget;
import dev.tmctl.target.TargetDraft;
import dev.tmctl.text.AnyText;
import dev.tmctl.text.Visible;
import dev.tmctl.trace.HttpCall;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.BeforeTry;

/// Whatever comes from outside, in whichever field: what reaches a terminal holds no control characters but
/// line feeds, tabs and the tool's own colours, and nothing else that cannot be seen; and what programs read
/// has the same value.
class ForeignTextTest {
    /// All of the tool's colours.
    private static final String COLOURS = "\033\\[(1|31|32|91;1)?m";

    private TestConsole seen = new TestConsole(true);
    private TestConsole piped = new TestConsole(false);

    /// The same instance tries many texts.
    @BeforeTry
    void begin() {
        seen = new TestConsole(true);
        piped = new TestConsole(false);
    }

    @Provide
    static Arbitrary<String> texts() {
        return AnyText.of(1);
    }

    private void assertHarmless() {
        for (String text : List.of(
                seen.out().replaceAll(COLOURS, ""), seen.err().replaceAll(COLOURS, ""), piped.out(), piped.err())) {
            assertThat(text.codePoints()).as(text).allMatch(c -> Visible.is(c) || c == '\n' || c == '\t');
        }
        // colours are all that a terminal has beside it
        assertThat(seen.out().replaceAll(COLOURS, "")).isEqualTo(piped.out());
        assertThat(seen.err().replaceAll(COLOURS, "")).isEqualTo(piped.err());
    }

    private static CloudEvent event(String text) {
        return CloudEventBuilder.v1()
                .withId(text)
                .withSource(URI.create("s"))
                .withType(text)
                .withSubject(text)
                .withExtension("foreign", text)
                .withData(
                        "application/json",
                        JsonTrees.mapper()
                                .createObjectNode()
                                .put(text, text)
                                .toString()
                                .getBytes(UTF_8))
                .build();
    }

    @Property(tries = 100)
    void should_print_any_event(@ForAll("texts") String text) throws IOException {
        for (OutputFormat format : OutputFormat.values()) {
            for (TestConsole target : List.of(seen, piped)) {
                EventPrinter printer = new EventPrinter(target.io(), format);
                printer.print(event(text), text);
                printer.print(
                        CloudEventBuilder.from(event(text))
                                .withData("text/plain", text.getBytes(UTF_8))
                                .build(),
                        text);
            }
        }
        assertHarmless();
        TestConsole json = new TestConsole(false);
        new EventPrinter(json.io(), OutputFormat.JSON).print(event(text), "");
        TestConsole yaml = new TestConsole(false);
        new EventPrinter(yaml.io(), OutputFormat.YAML).print(event(text), "");
        JsonNode whole = JsonTrees.mapper().readTree(JsonEventWriter.write(event(text)));
        assertThat(JsonTrees.mapper().readTree(json.out())).isEqualTo(whole);
        assertThat(YamlDocuments.only(yaml.out(), "yaml")).isEqualTo(whole);
    }

    @Property(tries = 100)
    void should_print_any_record(@ForAll("texts") String text) throws IOException {
        StoredRecord data = new StoredRecord(text, text, text, Instant.EPOCH, text.getBytes(UTF_8));
        StoredRecord event = new StoredRecord(text, text, text, Instant.EPOCH, JsonEventWriter.write(event(text)));
        for (OutputFormat format : OutputFormat.values()) {
            for (TestConsole target : List.of(seen, piped)) {
                RecordPrinter printer = new RecordPrinter(target.io(), format);
                printer.print(data);
                printer.print(event);
            }
        }
        assertHarmless();
        TestConsole json = new TestConsole(false);
        new RecordPrinter(json.io(), OutputFormat.JSON).print(data);
        assertThat(JsonTrees.mapper().readTree(json.out()).path("data").textValue())
                .isEqualTo(text);
        assertThat(JsonTrees.mapper().readTree(json.out()).path("shardId").textValue())
                .isEqualTo(text);
    }

    @Property(tries = 100)
    void should_describe_any_target(@ForAll("texts") String text) throws IOException {
        DeliveryStats.Snapshot engine = stats(text);
        AdapterStatus status = new AdapterStatus(1, 2, text, JsonTrees.mapper().writeValueAsString(engine));
        TargetDescription description = new TargetDescription(
                target(text),
                URI.create("http://x"),
                text,
                text,
                new StreamDescription(text, 1, text, 24, text, true),
                new ProcessRecord(1, Instant.now(), 1, text, null, false),
                status,
                false);
        for (DescriptionPrinter.Format format : DescriptionPrinter.Format.values()) {
            for (TestConsole target : List.of(seen, piped)) {
                DescriptionPrinter printer = new DescriptionPrinter(target.io(), format);
                printer.one(description);
                printer.all(List.of(description, description));
            }
        }
        TextTable table = new TextTable();
        StatsTable.rows(engine).forEach(table::row);
        for (TestConsole target : List.of(seen, piped)) {
            table.print(target.io().err());
            CreateResult result = new CreateResult(
                    CreateResult.Change.CREATED, description.target(), URI.create("http://x"), List.of(text));
            new CreatePrinter(target.io(), text).print(result);
            new ImportPrinter(target.io(), text).print(List.of(result), false);
        }
        assertHarmless();
    }

    /// A partition has a bound.
    private static KinesisTarget target(String text) {
        return new TargetDraft(
                        "t",
                        "arn:aws:kinesis:us-east-1:123456789012:stream/x",
                        text.substring(
                                0, text.offsetByCodePoints(0, Math.min(9, text.codePointCount(0, text.length())))),
                        AuthDraft.none(),
                        null,
                        null,
                        null,
                        null,
                        false,
                        null)
                .validate();
    }

    private static DeliveryStats.Snapshot stats(String text) {
        DeliveryStats stats = new DeliveryStats();
        Outcome.Failed failed = new Outcome.Failed(FailureKind.SERVICE, text, text, text, 1);
        stats.delivered(text, 1, Duration.ofMillis(1));
        stats.retried(failed);
        stats.failed(text);
        return stats.snapshot();
    }

    @Property(tries = 100)
    void should_tell_anything(@ForAll("texts") String text) {
        for (TestConsole target : List.of(seen, piped)) {
            ConsoleIO console = target.io();
            console.use(Verbosity.DEBUG, null);
            console.note(text);
            console.tell(text);
            console.next(text);
            console.hint(text);
            console.detail(text);
            console.error(text);
            console.userOutput()
                    .call(new HttpCall("POST", URI.create("http://x"), text, 200, Duration.ZERO, text, text));
        }
        assertHarmless();
        // each of them is a line, so that nobody can begin one with "next:"
        assertThat(piped.err().lines()).hasSize(7);
    }

    @Property(tries = 100)
    void should_report_any_error(@ForAll("texts") String text) {
        Outcome.Failed failed = new Outcome.Failed(FailureKind.SERVICE, text, text, text, 2);
        List<Throwable> errors = List.of(
                new CommandException(ExitCode.FAILED, ErrorReporter.failureLine(failed), text),
                new InvalidInputException(text, text),
                new InvalidManifestException(text),
                new ProcessStartException(text, List.of(text)),
                new IOException(text));
        for (TestConsole target : List.of(seen, piped)) {
            errors.forEach(error -> new ErrorReporter(target.io()).report(error, true));
        }
        assertHarmless();
    }

    @Property(tries = 50)
    void should_show_any_stack_trace(@ForAll("texts") String text) {
        IllegalStateException error = new IllegalStateException(text, new IllegalStateException(text));
        for (TestConsole target : List.of(seen, piped)) {
            target.io().use(Verbosity.DEBUG, null);
            new ErrorReporter(target.io()).report(error, true);
        }
        assertHarmless();
        assertThat(piped.err()).contains("\n\tat ");
    }

    @Property(tries = 100)
    void should_keep_a_row_of_a_table_on_its_line(@ForAll("texts") String text) {
        TextTable table = new TextTable().row("A", "B").row(text, "x").row("y", text);
        for (TestConsole target : List.of(seen, piped)) {
            table.print(target.io().out());
        }
        assertHarmless();
        assertThat(piped.out().lines()).hasSize(3);
    }
}
