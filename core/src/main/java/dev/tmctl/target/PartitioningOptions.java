package dev.tmctl.target;

import org.jspecify.annotations.Nullable;

/// Where in a stream the records of a target go, beyond its fixed partition key.
///
/// @param partitionFrom takes each record's partition key from its event, or null for the fixed key
/// @param ordered whether records of one partition key are stored strictly in the order in which they came
public record PartitioningOptions(@Nullable PartitionRule partitionFrom, boolean ordered) {
    /// The fixed key; in order as long as nothing fails, as AWS does it.
    public static final PartitioningOptions DEFAULT = new PartitioningOptions(null, false);
}
