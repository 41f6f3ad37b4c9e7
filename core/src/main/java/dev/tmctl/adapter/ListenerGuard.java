package dev.tmctl.adapter;

import dev.tmctl.net.Loopback;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Turns away who may not ask, before anything of the request's body is read.
///
/// Probes, metrics and the result schema are for everybody, and so is OPTIONS: the handshake of a web hook comes before
/// there is a token, and gives nothing away.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-3">RFC 6750, section 3</a>
final class ListenerGuard implements Filter {
    private static final Set<Method> READ_METHODS = Set.of(Method.GET, Method.HEAD);
    private static final Set<String> PUBLIC = Set.of("/healthz", "/readyz", "/metrics");
    private static final String PUBLIC_SCHEMAS = "/schemas/";

    /// Where a sender that can set no headers shows its token (RFC 6750, section 2.3).
    private static final String QUERY = "access_token";

    private static final String CHALLENGE = "Bearer realm=\"tmctl adapter\"";

    private final boolean loopback;
    private final @Nullable RotatedFiles<BearerTokens> tokens;
    private final EventLog log;

    /// @param loopback whether only this machine may ask
    /// @param tokens what senders must show, or null when nothing is asked for
    ListenerGuard(boolean loopback, @Nullable RotatedFiles<BearerTokens> tokens, EventLog log) {
        this.loopback = loopback;
        this.tokens = tokens;
        this.log = log;
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        if (loopback && !Loopback.isAuthority(request.authority())) {
            answer(response, 403, "this adapter answers only requests to localhost");
        } else if (tokens == null || isPublic(request)) {
            chain.proceed();
        } else {
            BearerTokens accepted = tokens.get();
            if (tokens.problem() == null) {
                authorize(accepted, chain, request, response);
            } else {
                refuseAll(request, response);
            }
        }
    }

    /// A token that somebody took back must not count because its file cannot be read; a sender that would be accepted
    /// again later must not take it for its own fault and drop the event.
    private void refuseAll(RoutingRequest request, RoutingResponse response) {
        log.rejected(503, "the file of bearer tokens cannot be used");
        response.header(HeaderNames.RETRY_AFTER, "1");
        UnreadBody.leave(request, response);
        answer(response, 503, "the bearer tokens cannot be read; try again later");
    }

    private void authorize(BearerTokens accepted, FilterChain chain, RoutingRequest request, RoutingResponse response) {
        String header = request.headers().first(HeaderNames.AUTHORIZATION).orElse("");
        String query = header.isEmpty() ? request.query().first(QUERY).orElse("") : "";
        if (!query.isEmpty()) {
            // no cache may keep an answer that has the token in its address
            response.header(HeaderNames.CACHE_CONTROL, "private");
        }
        if (accepted.accept(query.isEmpty() ? header : BearerTokens.SCHEME + query)) {
            chain.proceed();
        } else {
            boolean wrong = !header.isEmpty() || !query.isEmpty();
            log.rejected(401, wrong ? "the bearer token is not accepted" : "no bearer token");
            response.header(HeaderNames.WWW_AUTHENTICATE, wrong ? CHALLENGE + ", error=\"invalid_token\"" : CHALLENGE);
            UnreadBody.leave(request, response);
            answer(response, 401, wrong ? "the bearer token is not accepted" : "send Authorization: Bearer TOKEN");
        }
    }

    private static boolean isPublic(ServerRequest request) {
        Method method = request.prologue().method();
        if (method.equals(Method.OPTIONS)) {
            return true;
        }
        String path = request.path().path();
        return READ_METHODS.contains(method) && (PUBLIC.contains(path) || path.startsWith(PUBLIC_SCHEMAS));
    }

    private static void answer(ServerResponse response, int status, String line) {
        response.status(status);
        response.header(HeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8");
        response.send((line + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
