package dev.tmctl.http;

import java.util.Map;

/// How a server words its refusals, and who hears of them. One shape for those of the server itself (a malformed
/// request, a body that is too slow) and those of its handlers.
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

    /// Called when a handler fails by a fault of this program.
    void failed(Throwable fault);
}
