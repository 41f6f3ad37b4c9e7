package dev.tmctl.trace;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The facts of one HTTP call: no headers and no bodies, where secrets and data are.
///
/// @param method such as `POST`
/// @param url where it went
/// @param operation what the server was asked to do where the URL does not say it, such as `PutRecord`, or null
/// @param status the answer's status, or 0 when there was none
/// @param took from the start of the request to the answer's headers, or to the failure
/// @param requestId the server's name for it, or null
/// @param failure why there was no answer, or null
public record HttpCall(
        String method,
        URI url,
        @Nullable String operation,
        int status,
        Duration took,
        @Nullable String requestId,
        @Nullable String failure) {
    private static final double MICROS = 1_000;

    /// One line of it, for example `POST http://127.0.0.1:4567/ PutRecord: 200 in 3.1 ms, request 1b2c`.
    public String line() {
        String what = method + " " + url + (operation == null ? "" : " " + operation);
        String outcome = failure == null ? Integer.toString(status) : "no answer (" + failure + ")";
        String millis = String.format(Locale.ROOT, "%.1f ms", took.toNanos() / MICROS / MICROS);
        return what + ": " + outcome + " in " + millis + (requestId == null ? "" : ", request " + requestId);
    }
}
