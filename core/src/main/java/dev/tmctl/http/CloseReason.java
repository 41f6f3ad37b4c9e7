package dev.tmctl.http;

/// Why the server closed a connection that its client would have kept.
public enum CloseReason {
    /// There were too many connections.
    TOO_MANY("too_many"),
    /// Unfinished headers took too much memory.
    HEADER_MEMORY("header_memory"),
    /// The headers of a request did not arrive in time.
    HEADER_TIMEOUT("header_timeout");

    private final String label;

    CloseReason(String label) {
        this.label = label;
    }

    /// For metrics.
    public String label() {
        return label;
    }
}
