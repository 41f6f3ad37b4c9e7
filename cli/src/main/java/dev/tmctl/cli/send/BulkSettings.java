package dev.tmctl.cli.send;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// How a stream of events is sent.
///
/// @param failed where events go that were not stored, or null
/// @param resume the journal, or null
/// @param perSecond events a second, or 0 for no limit
/// @param stats whether the engine's figures are wanted at the end
public record BulkSettings(@Nullable Path failed, @Nullable Path resume, double perSecond, boolean stats) {}
