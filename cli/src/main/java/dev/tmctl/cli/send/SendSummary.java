package dev.tmctl.cli.send;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tmctl.cli.output.StatsTable;
import dev.tmctl.cli.output.TextTable;
import dev.tmctl.cli.support.ConsoleIO;
import dev.tmctl.delivery.DeliveryStats;
import dev.tmctl.delivery.bulk.BulkResult;
import dev.tmctl.event.EventDefaults;
import dev.tmctl.event.RandomIds;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/// The result of a bulk send, as a line for people and as an event for programs.
final class SendSummary {
    /// The type of the event that ends `send -f -o json`.
    static final String TYPE = "dev.tmctl.send.summary";

    private SendSummary() {}

    /// `10 read, 9 delivered, 1 failed`, and what earlier runs had done before.
    static String line(BulkResult result, long doneBefore) {
        return result.read() + " read, " + result.delivered() + " delivered, " + result.failed() + " failed"
                + (doneBefore > 0 ? " (" + doneBefore + " were done before)" : "");
    }

    /// The same as an event.
    static CloudEvent event(BulkResult result, long doneBefore, DeliveryStats.Snapshot stats) {
        ObjectNode data = JsonNodeFactory.instance
                .objectNode()
                .put("read", result.read())
                .put("delivered", result.delivered())
                .put("failed", result.failed())
                .put("doneBefore", doneBefore)
                .put("aborted", result.aborted())
                .put("requests", stats.requests())
                .put("retries", stats.retries())
                .put("throttles", stats.throttles());
        stats.byShard().forEach(data.putObject("byShard")::put);
        stats.retriesByCode().forEach(data.putObject("retriesByCode")::put);
        stats.failuresByCode().forEach(data.putObject("failuresByCode")::put);
        return CloudEventBuilder.v1()
                .withId(RandomIds.next())
                .withSource(URI.create(EventDefaults.SOURCE))
                .withType(TYPE)
                .withTime(OffsetDateTime.now(ZoneOffset.UTC))
                .withDataContentType("application/json")
                .withData(data.toString().getBytes(StandardCharsets.UTF_8))
                .build();
    }

    /// The engine's figures, as a table on standard error.
    static void stats(ConsoleIO console, DeliveryStats.Snapshot stats) {
        TextTable table = new TextTable();
        StatsTable.rows(stats).forEach(table::row);
        table.print(console.err());
        console.err().flush();
    }
}
