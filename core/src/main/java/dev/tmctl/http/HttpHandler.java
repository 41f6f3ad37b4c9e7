package dev.tmctl.http;

/// Answers requests. Each call has a virtual thread of its own and may block.
@FunctionalInterface
public interface HttpHandler {
    /// Answers one request with [HttpExchange#send] or [HttpExchange#refuse].
    ///
    /// @throws RefusedException to refuse the request
    void handle(HttpExchange exchange);
}
