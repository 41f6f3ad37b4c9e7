package dev.tmctl.adapter;

import io.helidon.http.DirectHandler;
import io.helidon.http.DirectHandler.EventType;
import io.helidon.http.DirectHandler.TransportResponse;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.DirectHandlers;
import java.nio.charset.StandardCharsets;

/// The answer to a request that never reaches a handler because the HTTP server itself refuses it: a malformed
/// request line, header, host or chunk. Without this the body would be empty.
final class RefusedRequest {
    private RefusedRequest() {}

    static DirectHandlers handlers() {
        DirectHandlers.Builder handlers = DirectHandlers.builder();
        for (EventType type : EventType.values()) {
            handlers.addHandler(type, (request, event, status, headers, message) -> {
                DirectHandler.TransportResponse.Builder answer = TransportResponse.builder()
                        .status(status)
                        .headers(headers)
                        .keepAlive(event.keepAlive())
                        .header(HeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8");
                String cause = message == null || message.isBlank() ? status.reasonPhrase() : message;
                return answer.entity((FailureAnswer.line("the request is refused: " + cause) + "\n")
                                .getBytes(StandardCharsets.UTF_8))
                        .build();
            });
        }
        return handlers.build();
    }
}
