package dev.tmctl.http;

import java.util.Map;
import java.util.function.BiConsumer;

/// How a server words its refusals, and who learns of them. One shape for those of the server itself (a
/// malformed request, a body that is too slow) and those of its handlers.
public interface Refusals {
    /// A response without the status.
    ///
    /// @param headers by name
    /// @param body the bytes
    record Body(Map<String, String> headers, byte[] body) {}

    /// What the sender reads.
    Body body(Refusal refusal);

    /// Called for each refusal, before it is sent.
    void refused(Refusal refusal);

    /// Reports a refusal and gives its response: the headers to the consumer, the body to the caller.
    default byte[] begin(Refusal refusal, BiConsumer<String, String> header) {
        refused(refusal);
        if (refusal.retryAfterSeconds() > 0) {
            header.accept("Retry-After", Integer.toString(refusal.retryAfterSeconds()));
        }
        Body body = body(refusal);
        body.headers().forEach(header);
        return body.body();
    }

    /// Called when a handler fails by a fault of this program.
    void failed(Throwable fault);
}
