package dev.tmctl.adapter;

import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/// What to do with a request's body that nobody wants to read.
final class UnreadBody {
    private static final String HTTP_1 = "HTTP/1";

    private UnreadBody() {}

    /// Ends the connection after the answer where what is left of the body would be taken for the next request. In
    /// HTTP/2 a body is a stream of its own, and the header is forbidden.
    static void leave(ServerRequest request, ServerResponse response) {
        if (request.prologue().rawProtocol().startsWith(HTTP_1)
                && !request.content().consumed()
                && request.content().hasEntity()) {
            response.header(HeaderValues.CONNECTION_CLOSE);
        }
    }
}
