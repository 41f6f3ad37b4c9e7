package dev.tmctl.http;

import java.util.Map;
import java.util.Objects;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Hands each request to the handler of its port, and answers for a handler that fails.
final class ExchangeDispatcher extends Handler.Abstract {
    private static final Refusal FAILED = new Refusal(500, "the request failed inside; the log says why");

    private final Map<Connector, HttpHandler> handlers;
    private final Refusals refusals;

    ExchangeDispatcher(Map<Connector, HttpHandler> handlers, Refusals refusals) {
        this.handlers = handlers;
        this.refusals = refusals;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        HttpExchange exchange = new HttpExchange(
                request,
                response,
                callback,
                refusals,
                TrackedEndPoint.entryOf(
                        request.getConnectionMetaData().getConnection().getEndPoint()));
        HttpHandler handler = Objects.requireNonNull(
                handlers.get(request.getConnectionMetaData().getConnector()));
        try {
            requireKnownTransferCoding(exchange);
            handler.handle(exchange);
        } catch (RefusedException e) {
            exchange.refuse(e.refusal());
        } catch (VirtualMachineError e) {
            // nothing that is left of this process can be relied on
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
            throw e;
        } catch (RuntimeException | Error e) {
            refusals.failed(e);
            exchange.refuse(FAILED);
        }
        return true;
    }

    /// The parser takes the last coding, which ends the body, and leaves others to whoever reads it: as bytes
    /// that nobody would decode. HTTP/2 has none (RFC 9113, section 8.2.2).
    private static void requireKnownTransferCoding(HttpExchange exchange) {
        for (String coding : exchange.headers("Transfer-Encoding")) {
            if (!exchange.isHttp1()) {
                throw new RefusedException(400, "HTTP/2 has no header Transfer-Encoding");
            }
            if (!coding.equalsIgnoreCase("chunked")) {
                throw new RefusedException(501, "the transfer coding " + coding + " is not supported");
            }
        }
    }
}
