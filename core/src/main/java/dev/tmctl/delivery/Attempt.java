package dev.tmctl.delivery;

import java.time.Duration;

/// One failed attempt to store a record.
///
/// @param number counts from 1
/// @param after how long after the record was submitted the attempt was known to have failed
/// @param code AWS's error code, or one of ours
/// @param message the cause in one line
public record Attempt(int number, Duration after, String code, String message) {
    /// A record keeps its first attempts and its last one, not an endless list.
    public static final int MAX_KEPT = 16;
}
