package dev.tmctl.local.internal.operations;

import java.util.Map;
import java.util.Optional;

/// The operations that there are, by name.
public final class Operations {

    private final Map<String, Operation> byName;

    public Operations(OperationContext context) {
        StreamOperations streams = new StreamOperations(context);
        DescribeOperations describe = new DescribeOperations(context);
        SettingsOperations settings = new SettingsOperations(context);
        TagOperations tags = new TagOperations(context);
        ReshardOperations reshard = new ReshardOperations(context);
        PutOperations puts = new PutOperations(context);
        byName = Map.ofEntries(
                Map.entry("AddTagsToStream", tags::add),
                Map.entry("CreateStream", streams::createStream),
                Map.entry("DecreaseStreamRetentionPeriod", settings::decreaseRetention),
                Map.entry("DeleteStream", streams::deleteStream),
                Map.entry("DescribeLimits", describe::describeLimits),
                Map.entry("DescribeStream", describe::describeStream),
                Map.entry("DescribeStreamSummary", describe::describeStreamSummary),
                Map.entry("GetRecords", new GetRecordsOperation(context)::getRecords),
                Map.entry("GetShardIterator", new ShardIteratorOperation(context)::getShardIterator),
                Map.entry("IncreaseStreamRetentionPeriod", settings::increaseRetention),
                Map.entry("ListShards", new ListShardsOperation(context)::listShards),
                Map.entry("ListStreams", streams::listStreams),
                Map.entry("ListTagsForStream", tags::list),
                Map.entry("MergeShards", reshard::mergeShards),
                Map.entry("PutRecord", puts::putRecord),
                Map.entry("PutRecords", puts::putRecords),
                Map.entry("RemoveTagsFromStream", tags::remove),
                Map.entry("SplitShard", reshard::splitShard),
                Map.entry("UpdateMaxRecordSize", settings::updateMaxRecordSize),
                Map.entry("UpdateShardCount", reshard::updateShardCount),
                Map.entry("UpdateStreamMode", settings::updateStreamMode));
    }

    /// Finds an operation.
    ///
    /// @return empty for an operation that is not there
    public Optional<Operation> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
