package dev.tmctl.adapter;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tmctl.event.ResultEvent;
import dev.tmctl.http.HttpExchange;
import dev.tmctl.http.HttpHandler;
import dev.tmctl.http.InFlight;
import dev.tmctl.json.JsonTrees;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is read from an adapter by GET: probes, metrics, its status and the schema of result events.
final class AdapterPages {
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    private final AdapterMetrics metrics;
    private final InFlight inFlight;
    private final LastError lastError;
    private final @Nullable StreamCheck streamCheck;
    private final Map<String, HttpHandler> pages = Map.of(
            "/healthz",
            exchange -> text(exchange, OK, "ok"),
            "/readyz",
            this::ready,
            "/metrics",
            this::metrics,
            "/statusz",
            this::status,
            "/schemas/" + ResultEvent.TYPE + ".json",
            AdapterPages::schema);

    /// @param streamCheck whether the stream answers, or null when readiness does not depend on it
    AdapterPages(AdapterMetrics metrics, InFlight inFlight, LastError lastError, @Nullable StreamCheck streamCheck) {
        this.metrics = metrics;
        this.inFlight = inFlight;
        this.lastError = lastError;
        this.streamCheck = streamCheck;
    }

    /// The page at a path, or null.
    @Nullable
    HttpHandler at(String path) {
        return pages.get(path);
    }

    private void ready(HttpExchange exchange) {
        String problem = streamCheck == null ? null : streamCheck.problem();
        if (inFlight.isDraining()) {
            text(exchange, UNAVAILABLE, "shutting down");
        } else if (problem != null) {
            text(exchange, UNAVAILABLE, problem);
        } else {
            text(exchange, OK, "ready");
        }
    }

    /// The metrics in Prometheus' text format.
    void metrics(HttpExchange exchange) {
        exchange.responseHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                .send(OK, metrics.scrape());
    }

    private void status(HttpExchange exchange) {
        ObjectNode status = JsonNodeFactory.instance
                .objectNode()
                .put("delivered", metrics.delivered())
                .put("failed", metrics.failed());
        status.set("engine", JsonTrees.mapper().valueToTree(metrics.engine().snapshot()));
        LastError.Entry error = lastError.get();
        if (error != null) {
            status.put("lastError", error.message())
                    .put("lastErrorAt", error.at().toString());
        }
        exchange.responseHeader("Content-Type", "application/json")
                .send(OK, status.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void schema(HttpExchange exchange) {
        try (InputStream in = ResultEvent.class.getResourceAsStream(ResultEvent.SCHEMA_RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the result schema is not in the jar");
            }
            exchange.responseHeader("Content-Type", "application/schema+json").send(OK, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void text(HttpExchange exchange, int status, String line) {
        exchange.responseHeader("Content-Type", FailureAnswer.MEDIA_TYPE)
                .send(status, (line + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
