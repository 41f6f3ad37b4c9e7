package dev.tmctl.local.internal.http;

import dev.tmctl.local.internal.model.KinesisException;
import dev.tmctl.local.internal.operations.Answer;
import dev.tmctl.local.internal.operations.Call;
import dev.tmctl.local.internal.operations.Operation;
import dev.tmctl.local.internal.operations.Operations;
import dev.tmctl.local.internal.operations.ResponseWriter;
import dev.tmctl.local.internal.operations.WireFormat;
import dev.tmctl.net.Loopback;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes every request: finds its operation, and sends the answer or the error in the encoding of the request.
///
/// <https://docs.aws.amazon.com/kinesis/latest/APIReference/CommonErrors.html> names the errors that are not an
/// operation's own.
final class KinesisHandler implements Handler {

    private static final Logger LOG = LoggerFactory.getLogger(KinesisHandler.class);
    private static final HeaderName TARGET = HeaderNames.create("X-Amz-Target");
    private static final HeaderName ERROR_TYPE = HeaderNames.create("x-amzn-ErrorType");
    private static final HeaderName REQUEST_ID = HeaderNames.create("x-amzn-RequestId");
    private static final HeaderName EXTENDED_ID = HeaderNames.create("x-amz-id-2");
    private static final String TARGET_PREFIX = "Kinesis_20131202.";
    private static final String HEALTH = "/healthz";

    private final Operations operations;
    private final RequestBody bodies;

    KinesisHandler(Operations operations, RequestBody bodies) {
        this.operations = operations;
        this.bodies = bodies;
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) throws IOException {
        answer(request, response);
        ConnectionEnd.after(request);
    }

    private void answer(ServerRequest request, ServerResponse response) throws IOException {
        response.header(REQUEST_ID, RequestIds.requestId());
        response.header(EXTENDED_ID, RequestIds.extendedId());
        WireFormat format =
                WireFormat.of(header(request, HeaderNames.CONTENT_TYPE)).orElse(null);
        WireFormat errorFormat = format == null ? WireFormat.JSON : format;
        try {
            requireLoopback(request);
            if (isHealthCheck(request)) {
                response.header(HeaderNames.CONTENT_TYPE, "text/plain");
                response.send("ok\n");
                return;
            }
            bodies.with(request, body -> send(response, errorFormat, 200, answer(request, format, body)));
        } catch (KinesisException error) {
            if (ConnectionEnd.bodyIsUnread(request)) {
                // Reading the rest, only to keep the connection, could take as long as the client likes.
                response.header(HeaderValues.CONNECTION_CLOSE);
            }
            sendError(response, errorFormat, error);
        }
    }

    private byte[] answer(ServerRequest request, @Nullable WireFormat format, byte[] body) {
        Operation operation = operation(request, format);
        requireCredentials(request);
        WireFormat known = format == null ? WireFormat.JSON : format;
        try {
            Answer answer = operation.handle(new Call(known, body));
            return ResponseWriter.encode(known, answer);
        } catch (IOException | IllegalStateException | ArithmeticException problem) {
            LOG.warn("{} failed", header(request, TARGET), problem);
            throw KinesisException.internalFailure();
        }
    }

    private static void requireLoopback(ServerRequest request) {
        String authority = request.authority();
        if (authority == null || !Loopback.isAuthority(authority)) {
            throw new KinesisException(
                    "AccessDeniedException", 403, "This endpoint only answers requests for the loopback interface.");
        }
    }

    private static boolean isHealthCheck(ServerRequest request) {
        Method method = request.prologue().method();
        return (method.equals(Method.GET) || method.equals(Method.HEAD))
                && request.path().path().equals(HEALTH);
    }

    private Operation operation(ServerRequest request, @Nullable WireFormat format) {
        if (!request.prologue().method().equals(Method.POST) || format == null) {
            throw new KinesisException(
                    "UnknownOperationException",
                    404,
                    "Not a call of the Kinesis API: it takes POST with AWS JSON 1.1 or CBOR.");
        }
        String target = header(request, TARGET);
        if (target == null || !target.startsWith(TARGET_PREFIX)) {
            throw unknown(target);
        }
        return operations.find(target.substring(TARGET_PREFIX.length())).orElseThrow(() -> unknown(target));
    }

    private static KinesisException unknown(@Nullable String target) {
        return new KinesisException(
                "UnknownOperationException",
                400,
                target == null
                        ? "The X-Amz-Target header is missing."
                        : "The local Kinesis has no operation " + target + ".");
    }

    private static void requireCredentials(ServerRequest request) {
        String authorization = header(request, HeaderNames.AUTHORIZATION);
        boolean presigned = request.query().contains("X-Amz-Credential");
        if ((authorization == null || authorization.isBlank()) && !presigned) {
            throw new KinesisException("MissingAuthenticationTokenException", 400, "Missing Authentication Token");
        }
    }

    private static @Nullable String header(ServerRequest request, HeaderName name) {
        return request.headers().first(name).orElse(null);
    }

    private static void sendError(ServerResponse response, WireFormat format, KinesisException error)
            throws IOException {
        response.header(ERROR_TYPE, error.type());
        byte[] body = ResponseWriter.encode(
                format, writer -> writer.string("__type", error.type()).string("message", error.text()));
        send(response, format, error.status(), body);
    }

    private static void send(ServerResponse response, WireFormat format, int status, byte[] body) {
        response.status(status);
        response.header(HeaderNames.CONTENT_TYPE, format.contentType());
        response.send(body);
    }
}
