package dev.tmctl.adapter;

import dev.tmctl.delivery.FailureKind;
import dev.tmctl.delivery.Outcome;
import dev.tmctl.http.HttpExchange;
import dev.tmctl.target.InvalidValueException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// What an adapter tells its own client of a failure beyond the status, so that `send` through an adapter
/// ends with the same exit code and message as straight to Kinesis.
final class FailureHeaders {
    private static final String KIND = "tmctl-failure-kind";
    private static final String CODE = "tmctl-failure-code";
    private static final String REQUEST_ID = "tmctl-request-id";
    private static final String ATTEMPTS = "tmctl-attempts";

    private FailureHeaders() {}

    static void write(HttpExchange exchange, Outcome.Failed failure) {
        exchange.responseHeader(KIND, failure.kind().name());
        exchange.responseHeader(CODE, HttpHeaderText.encode(failure.code()));
        exchange.responseHeader(ATTEMPTS, Integer.toString(failure.attempts()));
        if (failure.requestId() != null) {
            exchange.responseHeader(REQUEST_ID, HttpHeaderText.encode(failure.requestId()));
        }
    }

    /// Whether an adapter of ours tells the fate of an event here; an answer without them came before any event was
    /// tried.
    static boolean areIn(AdapterHttp.Answer answer) {
        return answer.header(KIND).isPresent();
    }

    /// The failure behind an answer, from the headers where an adapter of ours wrote them, else from the status.
    static Outcome.Failed read(AdapterHttp.Answer answer) {
        int status = answer.status();
        String body = new String(answer.body(), StandardCharsets.UTF_8);
        String code = text(answer, CODE).orElse("HTTP" + status);
        String message = body.isBlank() ? "the adapter answered HTTP " + status : FailureAnswer.line(body);
        String prefix = "error publishing to kinesis: ";
        message = message.startsWith(prefix) ? message.substring(prefix.length()) : message;
        message = message.startsWith(code + ": ") ? message.substring(code.length() + 2) : message;
        return new Outcome.Failed(
                answer.header(KIND).flatMap(FailureHeaders::kind).orElse(kind(status)),
                code,
                message,
                text(answer, REQUEST_ID).orElse(null),
                answer.header(ATTEMPTS)
                        .filter(digits -> digits.matches("[0-9]{1,9}"))
                        .map(Integer::valueOf)
                        .orElse(1));
    }

    /// Nothing where a header does not hold what ours do: something else may have answered.
    private static Optional<String> text(AdapterHttp.Answer answer, String name) {
        try {
            return answer.header(name).map(HttpHeaderText::decode);
        } catch (InvalidValueException e) {
            return Optional.empty();
        }
    }

    private static Optional<FailureKind> kind(String name) {
        for (FailureKind kind : FailureKind.values()) {
            if (kind.name().equals(name)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    private static FailureKind kind(int status) {
        return switch (status) {
            case 400, 415, 405 -> FailureKind.INVALID_EVENT;
            case 413 -> FailureKind.TOO_LARGE;
            case 429 -> FailureKind.THROTTLED;
            case 502, 503, 504 -> FailureKind.UNREACHABLE;
            default -> FailureKind.SERVICE;
        };
    }
}
