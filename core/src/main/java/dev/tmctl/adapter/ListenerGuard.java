package dev.tmctl.adapter;

import dev.tmctl.http.HttpExchange;
import dev.tmctl.http.HttpHandler;
import dev.tmctl.http.Refusal;
import dev.tmctl.http.RefusedException;
import dev.tmctl.net.Loopback;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Turns away who may not ask, before anything of the request's body is read.
///
/// Probes, metrics and the result schema are for everybody, and so is OPTIONS: the handshake of a web hook
/// comes before there is a token, and gives nothing away.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-3">RFC 6750, section 3</a>
final class ListenerGuard implements HttpHandler {
    private static final Set<String> READ_METHODS = Set.of("GET", "HEAD");
    private static final Set<String> PUBLIC = Set.of("/healthz", "/readyz", "/metrics");
    private static final String PUBLIC_SCHEMAS = "/schemas/";

    /// Where a sender that can set no headers shows its token (RFC 6750, section 2.3).
    private static final String QUERY = "access_token";

    private static final String CHALLENGE = "Bearer realm=\"tmctl adapter\"";

    private final boolean loopback;
    private final @Nullable RotatedFiles<BearerTokens> tokens;
    private final HttpHandler next;

    /// @param loopback whether only this machine may ask
    /// @param tokens what senders must show, or null when nothing is asked for
    /// @param next answers who may ask
    ListenerGuard(boolean loopback, @Nullable RotatedFiles<BearerTokens> tokens, HttpHandler next) {
        this.loopback = loopback;
        this.tokens = tokens;
        this.next = next;
    }

    @Override
    public void handle(HttpExchange exchange) {
        if (loopback && !exchange.authorities().stream().allMatch(Loopback::isAuthority)) {
            throw new RefusedException(403, "this adapter answers only requests to localhost");
        }
        if (tokens != null && !isPublic(exchange)) {
            BearerTokens accepted = tokens.get();
            if (tokens.problem() != null) {
                // A token that somebody took back must not count because its file cannot be read; a sender that would
                // be accepted again later must not take it for its own fault and drop the event.
                throw new RefusedException(
                        new Refusal(503, "the file of bearer tokens cannot be read; try again later", 1));
            }
            authorize(accepted, exchange);
        }
        next.handle(exchange);
    }

    private static void authorize(BearerTokens accepted, HttpExchange exchange) {
        String header = exchange.header("Authorization");
        String query = header == null ? exchange.parameter(QUERY) : null;
        if (query != null) {
            // no cache may keep an answer that has the token in its address
            exchange.responseHeader("Cache-Control", "private");
        }
        String shown = query == null ? header : BearerTokens.SCHEME + query;
        if (shown == null) {
            exchange.responseHeader("WWW-Authenticate", CHALLENGE);
            throw new RefusedException(401, "send Authorization: Bearer TOKEN");
        }
        if (!accepted.accept(shown)) {
            exchange.responseHeader("WWW-Authenticate", CHALLENGE + ", error=\"invalid_token\"");
            throw new RefusedException(401, "the bearer token is not accepted");
        }
    }

    private static boolean isPublic(HttpExchange exchange) {
        String method = exchange.method();
        if (method.equals("OPTIONS")) {
            return true;
        }
        String path = exchange.path();
        return READ_METHODS.contains(method) && (PUBLIC.contains(path) || path.startsWith(PUBLIC_SCHEMAS));
    }
}
