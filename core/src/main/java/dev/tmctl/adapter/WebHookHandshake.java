package dev.tmctl.adapter;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// Answers a sender that asks before it delivers, so that it is not made to flood somebody who expects nothing. Who can
/// reach an adapter may send to it, at any rate: whom it does not want is a matter of its network and its tokens.
///
/// @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/http-webhook.md#4-abuse-protection">Abuse
///     protection</a>
final class WebHookHandshake implements Handler {
    private static final HeaderName REQUEST_ORIGIN = HeaderNames.create("WebHook-Request-Origin");
    private static final HeaderName ALLOWED_ORIGIN = HeaderNames.create("WebHook-Allowed-Origin");
    private static final HeaderName ALLOWED_RATE = HeaderNames.create("WebHook-Allowed-Rate");
    private static final String ANY_RATE = "*";

    /// A DNS name, perhaps with a wildcard: what is said back must not be able to hold anything else.
    private static final Pattern ORIGIN = Pattern.compile("[A-Za-z0-9*]([A-Za-z0-9.*_-]{0,252})");

    private final Handler otherwise;

    /// @param otherwise answers an OPTIONS that is no handshake
    WebHookHandshake(Handler otherwise) {
        this.otherwise = otherwise;
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) throws Exception {
        String origin = request.headers().first(REQUEST_ORIGIN).orElse("");
        if (origin.isEmpty()) {
            otherwise.handle(request, response);
            return;
        }
        response.header(HeaderNames.ALLOW, "POST");
        response.header(HeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8");
        if (ORIGIN.matcher(origin).matches()) {
            response.header(ALLOWED_ORIGIN, origin);
            response.header(ALLOWED_RATE, ANY_RATE);
            response.send("send events by POST\n".getBytes(StandardCharsets.UTF_8));
        } else {
            response.status(400);
            response.send("WebHook-Request-Origin is not a DNS name\n".getBytes(StandardCharsets.UTF_8));
        }
    }
}
