package dev.tmctl.adapter;

import dev.tmctl.http.HttpExchange;
import dev.tmctl.http.HttpHandler;
import dev.tmctl.http.RefusedException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which handler answers which request: events by POST (also PUT and PATCH, as upstream) on any path, pages by
/// GET.
final class AdapterRoutes implements HttpHandler {
    private static final Set<String> EVENT_METHODS = Set.of("POST", "PUT", "PATCH");
    private static final Set<String> READ_METHODS = Set.of("GET", "HEAD");
    private static final String METRICS = "/metrics";

    private final AdapterPages pages;
    private final HttpHandler events;

    AdapterRoutes(AdapterPages pages, HttpHandler events) {
        this.pages = pages;
        this.events = events;
    }

    @Override
    public void handle(HttpExchange exchange) {
        String method = exchange.method();
        HttpHandler page = pages.at(exchange.path());
        if (EVENT_METHODS.contains(method)) {
            events.handle(exchange);
        } else if (page != null && READ_METHODS.contains(method)) {
            page.handle(exchange);
        } else if (!method.equals("OPTIONS") || !WebHookHandshake.answer(exchange)) {
            throw notAllowed(exchange, page);
        }
    }

    /// The port that shows metrics and nothing else.
    void metricsOnly(HttpExchange exchange) {
        if (!exchange.path().equals(METRICS)) {
            throw new RefusedException(404, "only " + METRICS + " is here");
        }
        if (!READ_METHODS.contains(exchange.method())) {
            exchange.responseHeader("Allow", "GET, HEAD");
            throw new RefusedException(405, METRICS + " is read by GET");
        }
        pages.metrics(exchange);
    }

    private static RefusedException notAllowed(HttpExchange exchange, @Nullable HttpHandler page) {
        exchange.responseHeader("Allow", page == null ? "POST, PUT, PATCH" : "GET, HEAD, POST, PUT, PATCH");
        return new RefusedException(405, "send events by POST");
    }
}
