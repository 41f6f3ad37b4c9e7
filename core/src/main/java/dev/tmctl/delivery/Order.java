package dev.tmctl.delivery;

/// What a delivery promises about the order of records that have the same partition key.
public enum Order {
    /// Nothing: requests with the same key may be under way side by side, which is fastest. For callers that wait for
    /// each outcome anyway before they send what must come later.
    ANY,
    /// In the order of submission as long as nothing fails: all records of a key that are under way are in the same
    /// request.
    IN_SEQUENCE,
    /// In the order of submission through every failure: of each key one record is under way.
    STRICT
}
