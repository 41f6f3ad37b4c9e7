package dev.tmctl.http;

/// Why a request is not served.
///
/// @param status the HTTP status
/// @param cause one line for the sender
/// @param retryAfterSeconds the header `Retry-After`, or 0 for none
public record Refusal(int status, String cause, int retryAfterSeconds) {
    /// A refusal that does not invite the sender to try again.
    public Refusal(int status, String cause) {
        this(status, cause, 0);
    }
}
