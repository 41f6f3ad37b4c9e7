package dev.tmctl.adapter;

import dev.tmctl.delivery.FailureKind;
import dev.tmctl.delivery.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The HTTP answer to events that were not stored, by what a Knative sender does with each status: 5xx and
/// 429 are sent again, 400 and 413 go to the dead letter sink.
///
/// @param status the HTTP status
/// @param body one line of cause, at most 768 bytes: Knative puts it, Base64-encoded, into 1,024 characters
/// @param retryAfterSeconds the `Retry-After` header, or 0 for none
/// @param failure the failure that decided
/// @see <a href="https://github.com/knative/specs/blob/main/specs/eventing/data-plane.md">Data plane</a>
record FailureAnswer(int status, String body, int retryAfterSeconds, Outcome.Failed failure) {
    static final String MEDIA_TYPE = "text/plain; charset=utf-8";
    static final int MAX_BODY_BYTES = 768;

    /// The answer to a failed delivery of one event or a batch.
    ///
    /// @param outcomes at least one of them failed
    static FailureAnswer of(List<Outcome> outcomes) {
        List<Outcome.Failed> failures = outcomes.stream()
                .filter(Outcome.Failed.class::isInstance)
                .map(Outcome.Failed.class::cast)
                .toList();
        // What can succeed later must not be thrown away because a neighbour cannot.
        Optional<Outcome.Failed> decisive =
                failures.stream().max(Comparator.comparingInt((Outcome.Failed failure) -> status(failure.kind())));
        Outcome.Failed failure = decisive.orElseThrow(() -> new IllegalArgumentException("nothing failed"));
        int status = status(failure.kind());
        String prefix = status >= 500 || status == 429 ? "error publishing to kinesis: " : "";
        String count = outcomes.size() == 1 ? "" : failures.size() + " of " + outcomes.size() + " events not stored: ";
        String cause = failure.code() + ": " + failure.message();
        return new FailureAnswer(status, line(count + prefix + cause), status == 429 || status == 503 ? 1 : 0, failure);
    }

    private static int status(FailureKind kind) {
        return switch (kind) {
            case INVALID_EVENT -> 400;
            case TOO_LARGE -> 413;
            case THROTTLED -> 429;
            // Never AWS's own 400 or 403: a sender would take them for its own fault and drop the event.
            case CREDENTIALS, REFUSED, UNTRUSTED, SERVICE, LOCAL -> 500;
            case UNREACHABLE, CANCELLED -> 503;
        };
    }

    /// One line of at most [#MAX_BODY_BYTES] bytes, not cut inside a character.
    static String line(String text) {
        String line = text.replaceAll("\\s*\\R\\s*", " ").strip();
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= MAX_BODY_BYTES) {
            return line;
        }
        int end = MAX_BODY_BYTES - 3;
        while ((bytes[end] & 0xC0) == 0x80) {
            end--;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8) + "…";
    }
}
