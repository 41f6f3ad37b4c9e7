package dev.tmctl.local.internal.http;

import dev.tmctl.http.HttpExchange;
import dev.tmctl.http.HttpHandler;
import dev.tmctl.http.InFlight;
import dev.tmctl.http.Refusals;
import dev.tmctl.http.RefusedException;
import dev.tmctl.local.internal.model.KinesisException;
import dev.tmctl.local.internal.operations.Answer;
import dev.tmctl.local.internal.operations.Call;
import dev.tmctl.local.internal.operations.Operation;
import dev.tmctl.local.internal.operations.Operations;
import dev.tmctl.local.internal.operations.ResponseWriter;
import dev.tmctl.local.internal.operations.WireFormat;
import dev.tmctl.local.internal.store.MetadataUnavailableException;
import dev.tmctl.net.Loopback;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes every request: finds its operation, and sends the answer or the error in the encoding of the request.
///
/// <https://docs.aws.amazon.com/kinesis/latest/APIReference/CommonErrors.html> names the errors that are
/// not an operation's own.
final class KinesisHandler implements HttpHandler {
    /// 10 MiB of data are 13.4 MiB in base64; the rest is for partition keys, which JSON may escape.
    static final int MAX_BODY_BYTES = 16 * 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(KinesisHandler.class);
    private static final String TARGET = "X-Amz-Target";
    private static final String TARGET_PREFIX = "Kinesis_20131202.";
    private static final String HEALTH = "/healthz";
    private static final Set<String> READ_METHODS = Set.of("GET", "HEAD");
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    private final Operations operations;
    private final Supplier<Optional<String>> problem;
    private final InFlight inFlight;

    /// @param problem what keeps it from working as it should, in one line; empty when all is well
    KinesisHandler(Operations operations, Supplier<Optional<String>> problem, InFlight inFlight) {
        this.operations = operations;
        this.problem = problem;
        this.inFlight = inFlight;
    }

    @Override
    public void handle(HttpExchange exchange) {
        WireFormat format = WireFormat.of(exchange.header("Content-Type")).orElse(null);
        try {
            requireLoopback(exchange);
            if (exchange.path().equals(HEALTH) && READ_METHODS.contains(exchange.method())) {
                health(exchange);
                return;
            }
            exchange.enter(inFlight);
            byte[] body = exchange.body(MAX_BODY_BYTES);
            byte[] answer = answer(exchange, format, body);
            exchange.responseHeader("x-amzn-RequestId", RequestIds.requestId())
                    .responseHeader("x-amz-id-2", RequestIds.extendedId())
                    .responseHeader("Content-Type", known(format).contentType())
                    .send(OK, answer);
        } catch (RefusedException refused) {
            sendError(exchange, known(format), KinesisRefusals.error(refused.refusal()));
        } catch (KinesisException error) {
            sendError(exchange, known(format), error);
        }
    }

    private void health(HttpExchange exchange) {
        Optional<String> wrong = problem.get();
        exchange.responseHeader("Content-Type", "text/plain; charset=utf-8")
                .send(wrong.isEmpty() ? OK : UNAVAILABLE, (wrong.orElse("ok") + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private byte[] answer(HttpExchange exchange, @Nullable WireFormat format, byte[] body) {
        Operation operation = operation(exchange, format);
        requireCredentials(exchange);
        try {
            Answer answer = operation.handle(new Call(known(format), body));
            return ResponseWriter.encode(known(format), answer);
        } catch (KinesisException error) {
            throw error;
        } catch (MetadataUnavailableException temporary) {
            // its reason is in the log since it began
            throw KinesisException.unavailable("The local Kinesis " + temporary.getMessage() + ".");
        } catch (IOException | RuntimeException fault) {
            LOG.warn("{} failed", exchange.header(TARGET), fault);
            throw KinesisException.internalFailure();
        }
    }

    private static WireFormat known(@Nullable WireFormat format) {
        return format == null ? WireFormat.JSON : format;
    }

    private static void requireLoopback(HttpExchange exchange) {
        List<String> authorities = exchange.authorities();
        if (authorities.isEmpty() || !authorities.stream().allMatch(Loopback::isAuthority)) {
            throw new KinesisException(
                    "AccessDeniedException", 403, "This endpoint only answers requests for the loopback interface.");
        }
    }

    private Operation operation(HttpExchange exchange, @Nullable WireFormat format) {
        if (!exchange.method().equals("POST") || format == null) {
            throw new KinesisException(
                    "UnknownOperationException",
                    404,
                    "Not a call of the Kinesis API: it takes POST with AWS JSON 1.1 or CBOR.");
        }
        String target = exchange.header(TARGET);
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

    private static void requireCredentials(HttpExchange exchange) {
        String authorization = exchange.header("Authorization");
        if ((authorization == null || authorization.isBlank()) && exchange.parameter("X-Amz-Credential") == null) {
            throw new KinesisException("MissingAuthenticationTokenException", 400, "Missing Authentication Token");
        }
    }

    private static void sendError(HttpExchange exchange, WireFormat format, KinesisException error) {
        Refusals.Body body = KinesisRefusals.body(error, format);
        body.headers().forEach(exchange::responseHeader);
        exchange.send(error.status(), body.body());
    }
}
