package dev.tmctl.http;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/// Answers requests that no handler gets to see: a malformed request line, header, host or preface.
final class ErrorResponder extends ErrorHandler {
    private final Refusals refusals;

    ErrorResponder(Refusals refusals) {
        this.refusals = refusals;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus();
        String cause = null;
        if (request.getAttribute(ERROR_EXCEPTION) instanceof HttpException malformed) {
            status = malformed.getCode();
            cause = malformed.getReason();
        }
        if (cause == null || cause.isBlank()) {
            cause = HttpStatus.getMessage(status);
        }
        byte[] body =
                refusals.begin(new Refusal(status, "the request is refused: " + cause), response.getHeaders()::put);
        response.setStatus(status);
        if (Protocols.isHttp1(request)) {
            response.getHeaders().put(HttpFields.CONNECTION_CLOSE);
        }
        response.write(true, ByteBuffer.wrap(body), callback);
        return true;
    }
}
