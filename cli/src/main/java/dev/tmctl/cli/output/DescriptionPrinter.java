package dev.tmctl.cli.output;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tmctl.adapter.AdapterProcess;
import dev.tmctl.cli.support.ConsoleIO;
import dev.tmctl.cli.terminal.Columns;
import dev.tmctl.cli.terminal.Screen;
import dev.tmctl.cli.terminal.StyledText;
import dev.tmctl.delivery.DeliveryStats;
import dev.tmctl.json.JsonTrees;
import dev.tmctl.lifecycle.TargetDescription;
import dev.tmctl.stream.StreamDescription;
import dev.tmctl.target.KinesisTarget;
import dev.tmctl.target.PartitionRule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Prints descriptions of targets.
public final class DescriptionPrinter {
    private static final String KIND = "awskinesistarget";
    private static final String NONE = "-";
    private static final int LABEL_WIDTH = 17;

    private final Screen out;
    private final DataPrinter data;
    private final Format format;

    /// The formats of `describe`.
    public enum Format {
        /// For people.
        TABLE,
        /// The table with more columns.
        WIDE,
        /// One JSON object per target and line.
        JSON,
        /// YAML documents.
        YAML
    }

    public DescriptionPrinter(ConsoleIO console, Format format) {
        this.out = console.out();
        this.format = format;
        this.data = new DataPrinter(console);
    }

    /// All targets, a line each.
    public void all(List<TargetDescription> descriptions) {
        switch (format) {
            case JSON, YAML -> descriptions.forEach(this::machine);
            case TABLE, WIDE -> {
                if (descriptions.isEmpty()) {
                    return;
                }
                boolean wide = format == Format.WIDE;
                TextTable table = new TextTable();
                if (wide) {
                    table.row(
                            "NAME",
                            "KIND",
                            "STREAM",
                            "EXPECTED EVENTS",
                            "ADAPTER",
                            "DELIVERED",
                            "FAILED",
                            "PARTITION",
                            "PAYLOAD",
                            "AUTH",
                            "ARN");
                } else {
                    table.row("NAME", "KIND", "STREAM", "EXPECTED EVENTS", "ADAPTER", "DELIVERED", "FAILED");
                }
                descriptions.forEach(description -> row(table, description, wide));
                table.print(out);
            }
        }
        out.flush();
    }

    private static void row(TextTable table, TargetDescription d, boolean wide) {
        String delivered = d.adapterStatus() == null
                ? NONE
                : Long.toString(d.adapterStatus().delivered());
        String failed = d.adapterStatus() == null
                ? NONE
                : Long.toString(d.adapterStatus().failed());
        String stream = d.target().arn().streamName();
        if (wide) {
            table.row(
                    d.target().name(),
                    KIND,
                    stream,
                    "*",
                    adapterWord(d),
                    delivered,
                    failed,
                    d.target().partitionKey().value(),
                    d.target().payloadMode().label(),
                    d.auth(),
                    d.target().arn().toString());
        } else {
            table.row(d.target().name(), KIND, stream, "*", adapterWord(d), delivered, failed);
        }
    }

    private static String adapterWord(TargetDescription d) {
        return d.adapter() == null ? d.adapterState() : d.adapterState() + "(" + AdapterProcess.url(d.adapter()) + ")";
    }

    /// One target, all that is known.
    public void one(TargetDescription d) {
        if (format == Format.JSON || format == Format.YAML) {
            machine(d);
            return;
        }
        row("Name", d.target().name());
        row("Kind", KIND);
        row("ARN", d.target().arn().toString());
        row("Stream", streamText(d.stream()));
        if (d.endpoint() != null) {
            row("Endpoint", d.endpoint().toString());
        }
        row("Partition key", partitioning(d.target()));
        row("Payload", d.target().payloadMode().label());
        row("Expected events", "*");
        row("Auth", d.auth());
        if (d.credentials() != null && !d.target().local()) {
            row("Credentials", d.credentials());
        }
        if (d.adapter() == null) {
            row("Adapter", new StyledText().bad(d.adapterState()));
        } else {
            StyledText state = d.adapterStatus() == null
                    ? new StyledText().bad(d.adapterState())
                    : new StyledText().good(d.adapterState());
            row(
                    "Adapter",
                    state.plain(" " + AdapterProcess.url(d.adapter()) + " (pid "
                            + d.adapter().pid() + ", up " + uptime(d.adapter().startedAt()) + ")"));
        }
        if (d.adapter() != null && d.adapterStatus() == null) {
            row("Next", "tmctl restart " + d.target().name());
        }
        if (d.adapterStatus() != null) {
            row(
                    "Events",
                    d.adapterStatus().delivered() + " delivered, "
                            + d.adapterStatus().failed() + " failed");
            row(
                    "Last error",
                    d.adapterStatus().lastError() == null
                            ? NONE
                            : d.adapterStatus().lastError());
            DeliveryStats.Snapshot engine =
                    format == Format.WIDE ? d.adapterStatus().engine() : null;
            if (engine != null) {
                StatsTable.rows(engine).forEach(this::row);
            }
        }
        out.flush();
    }

    private static String partitioning(KinesisTarget target) {
        PartitionRule rule = target.partitioning().partitionFrom();
        String key = target.partitionKey().value();
        return (rule == null ? key : "from " + rule + ", else " + key) + (target.ordered() ? ", strictly ordered" : "");
    }

    private void row(String label, String value) {
        row(label, StyledText.of(value));
    }

    private void row(String label, StyledText value) {
        String gap = " ".repeat(Math.max(2, LABEL_WIDTH - Columns.of(label)));
        out.println(new StyledText().label(label + ":").plain(gap).add(value));
    }

    private static String streamText(@Nullable StreamDescription stream) {
        if (stream == null) {
            return NONE;
        }
        if (stream.status() == null) {
            return "unknown: " + stream.problem();
        }
        Integer shards = stream.openShards();
        return stream.status() + ", " + shards + (shards != null && shards == 1 ? " shard" : " shards") + ", "
                + stream.mode() + ", " + stream.retentionHours() + " h retention";
    }

    private static String uptime(Instant since) {
        Duration up = Duration.between(since, Instant.now());
        if (up.toDays() > 0) {
            return up.toDays() + " d " + up.toHoursPart() + " h";
        }
        if (up.toHours() > 0) {
            return up.toHours() + " h " + up.toMinutesPart() + " min";
        }
        return up.toMinutes() > 0 ? up.toMinutes() + " min" : Math.max(0, up.toSeconds()) + " s";
    }

    private void machine(TargetDescription d) {
        ObjectNode json = json(d);
        if (format == Format.YAML) {
            data.yaml(JsonTrees.mapper().convertValue(json, Object.class));
        } else {
            data.json(json);
        }
    }

    private static ObjectNode json(TargetDescription d) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("name", d.target().name())
                .put("kind", KIND)
                .put("arn", d.target().arn().toString())
                .put("partition", d.target().partitionKey().value())
                .put(
                        "partitionFrom",
                        d.target().partitioning().partitionFrom() == null
                                ? null
                                : d.target().partitioning().partitionFrom().toString())
                .put("ordered", d.target().ordered())
                .put("payload", d.target().payloadMode().label())
                .put("endpoint", d.endpoint() == null ? null : d.endpoint().toString())
                .put("auth", d.auth())
                .put("credentials", d.credentials());
        json.putArray("expectedEvents").add("*");
        StreamDescription stream = d.stream();
        if (stream != null) {
            json.putObject("stream")
                    .put("status", stream.status())
                    .put("openShards", stream.openShards())
                    .put("mode", stream.mode())
                    .put("retentionHours", stream.retentionHours())
                    .put("problem", stream.problem());
        }
        ObjectNode adapter = json.putObject("adapter").put("state", d.adapterState());
        if (d.adapter() != null) {
            adapter.put("url", AdapterProcess.url(d.adapter()).toString())
                    .put("pid", d.adapter().pid())
                    .put("startedAt", d.adapter().startedAt().toString());
        }
        if (d.adapterStatus() != null) {
            adapter.put("delivered", d.adapterStatus().delivered())
                    .put("failed", d.adapterStatus().failed())
                    .put("lastError", d.adapterStatus().lastError());
            DeliveryStats.Snapshot engine = d.adapterStatus().engine();
            if (engine != null) {
                adapter.set("engine", JsonTrees.mapper().valueToTree(engine));
            }
        }
        return json;
    }
}
