package dev.tmctl.local.internal.model;

/// The capacity mode of a stream.
public enum StreamMode {
    PROVISIONED,
    ON_DEMAND
}
