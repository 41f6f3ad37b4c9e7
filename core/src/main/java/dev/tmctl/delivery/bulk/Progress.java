package dev.tmctl.delivery.bulk;

/// How far a run has come: everything before a place in its input is settled.
///
/// @param delivered events up to there that Kinesis acknowledged
/// @param failed events up to there that it did not, and elements that were no events
/// @param inputBytes where in the input that is
/// @param underWay elements behind it that were read
public record Progress(long delivered, long failed, long inputBytes, long underWay) {}
