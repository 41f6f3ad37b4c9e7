package dev.tmctl.adapter;

import dev.tmctl.http.HttpExchange;
import dev.tmctl.http.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// Answers a sender that asks before it delivers, so that it is not made to flood somebody who expects
/// nothing. Who can reach an adapter may send to it, at any rate: whom it does not want is a matter of its
/// network and its tokens.
///
/// @see <a
///     href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/http-webhook.md#4-abuse-protection">Abuse
///     protection</a>
final class WebHookHandshake {
    private static final String REQUEST_ORIGIN = "WebHook-Request-Origin";
    private static final String ANY_RATE = "*";

    /// A DNS name, perhaps with a wildcard: what is said back must not be able to hold anything else.
    private static final Pattern ORIGIN = Pattern.compile("[A-Za-z0-9*]([A-Za-z0-9.*_-]{0,252})");

    private WebHookHandshake() {}

    /// Answers an OPTIONS request.
    ///
    /// @return false when it is no handshake, and unanswered
    /// @throws RefusedException when its origin is not a DNS name
    static boolean answer(HttpExchange exchange) {
        String origin = exchange.header(REQUEST_ORIGIN);
        if (origin == null || origin.isEmpty()) {
            return false;
        }
        exchange.responseHeader("Allow", "POST");
        if (!ORIGIN.matcher(origin).matches()) {
            throw new RefusedException(400, REQUEST_ORIGIN + " is not a DNS name");
        }
        exchange.responseHeader("WebHook-Allowed-Origin", origin)
                .responseHeader("WebHook-Allowed-Rate", ANY_RATE)
                .responseHeader("Content-Type", FailureAnswer.MEDIA_TYPE)
                .send(200, "send events by POST\n".getBytes(StandardCharsets.UTF_8));
        return true;
    }
}
