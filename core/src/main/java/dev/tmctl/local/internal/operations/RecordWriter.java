package dev.tmctl.local.internal.operations;

import dev.tmctl.local.internal.model.KinesisStream;
import dev.tmctl.local.internal.model.Position;
import dev.tmctl.local.internal.model.Shard;
import dev.tmctl.local.internal.store.Appended;
import dev.tmctl.local.internal.store.NewRecord;
import dev.tmctl.local.internal.store.ShardClosedException;
import dev.tmctl.local.internal.store.StreamStorage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Brings records to the shards that take their hash keys. Where a shard is closed under it, its children
/// get them.
final class RecordWriter {

    private final OperationContext context;
    private final StreamStorage storage;

    RecordWriter(OperationContext context, StreamStorage storage) {
        this.context = context;
        this.storage = storage;
    }

    /// @param after lower bound of their positions; null for none
    PutOutcome write(List<RoutedRecord> records, @Nullable Position after) {
        PutOutcome outcome = new PutOutcome(records.size());
        StreamStorage.Snapshot snapshot = storage.snapshot();
        List<Integer> pending = admitted(records, snapshot, outcome);
        while (!pending.isEmpty()) {
            List<Integer> refused = new ArrayList<>();
            for (Map.Entry<Shard, List<Integer>> group :
                    byShard(pending, records, snapshot).entrySet()) {
                append(group.getKey(), group.getValue(), records, after, outcome, refused);
            }
            if (storage.isDeleted()) {
                throw context.streamNotFound(storage.stream().name());
            }
            snapshot = storage.settledSnapshot();
            pending = refused;
        }
        return outcome;
    }

    private List<Integer> admitted(List<RoutedRecord> records, StreamStorage.Snapshot snapshot, PutOutcome outcome) {
        if (!context.limits().enforced()) {
            return IntStream.range(0, records.size()).boxed().toList();
        }
        List<Integer> admitted = new ArrayList<>(records.size());
        KinesisStream stream = snapshot.stream();
        for (int i = 0; i < records.size(); i++) {
            RoutedRecord routed = records.get(i);
            Shard shard = KinesisStream.shardFor(routed.hashKey(), snapshot.openShards());
            if (context.limits().write(stream, shard, routed.record().size())) {
                admitted.add(i);
            } else {
                outcome.failed(i, PutOutcome.THROTTLED, context.rateExceeded(stream, shard));
            }
        }
        return admitted;
    }

    private static Map<Shard, List<Integer>> byShard(
            List<Integer> pending, List<RoutedRecord> records, StreamStorage.Snapshot snapshot) {
        Map<Integer, List<Integer>> groups = new LinkedHashMap<>();
        Map<Shard, List<Integer>> byShard = new LinkedHashMap<>();
        for (int i : pending) {
            Shard shard = KinesisStream.shardFor(records.get(i).hashKey(), snapshot.openShards());
            // Looked up by index, as the hash of a whole shard would cost more than the routing.
            List<Integer> group = groups.get(shard.index());
            if (group == null) {
                group = new ArrayList<>();
                groups.put(shard.index(), group);
                byShard.put(shard, group);
            }
            group.add(i);
        }
        return byShard;
    }

    private void append(
            Shard shard,
            List<Integer> group,
            List<RoutedRecord> records,
            @Nullable Position after,
            PutOutcome outcome,
            List<Integer> refused) {
        List<NewRecord> batch = group.stream().map(i -> records.get(i).record()).toList();
        try {
            Appended appended = storage.log(shard).append(batch, after);
            long counter = appended.firstCounter();
            for (int i : group) {
                outcome.written(i, shard, appended.millis(), counter++);
            }
        } catch (ShardClosedException closed) {
            refused.addAll(group);
        } catch (IOException problem) {
            group.forEach(i -> outcome.failed(i, PutOutcome.FAILED, "Internal Service Failure"));
        }
    }
}
