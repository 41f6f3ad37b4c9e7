package dev.tmctl.target;

/// What of an event becomes the record's data.
public enum PayloadMode {
    /// The event's data alone, byte for byte; the context attributes are discarded.
    DATA,
    /// The whole CloudEvent in the JSON event format.
    FULL_EVENT;

    /// The words that people read, for example in `describe`.
    public String label() {
        return switch (this) {
            case DATA -> "data only";
            case FULL_EVENT -> "full CloudEvent";
        };
    }
}
