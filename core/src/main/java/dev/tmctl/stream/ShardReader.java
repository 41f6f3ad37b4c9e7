package dev.tmctl.stream;

import dev.tmctl.target.StreamArn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ChildShard;
import software.amazon.awssdk.services.kinesis.model.ExpiredIteratorException;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.kinesis.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/// Reads one shard from a position to its end, if it has one.
final class ShardReader {
    /// A shard answers five reads a second, shared by all its readers.
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final KinesisClient client;
    private final StreamArn stream;
    private final String shardId;
    private final StartingPosition again;
    private @Nullable String iterator;
    private @Nullable String lastSequenceNumber;

    ShardReader(KinesisClient client, StreamArn stream, String shardId, StartingPosition position) {
        this.client = client;
        this.stream = stream;
        this.shardId = shardId;
        // What is the latest then is not what was the latest now.
        this.again = position instanceof StartingPosition.Latest ? new StartingPosition.At(Instant.now()) : position;
        this.iterator = iterator(position);
    }

    String shardId() {
        return shardId;
    }

    /// Puts every record into the queue and returns the shard's children once it is closed and read.
    List<Shard> readToEnd(BlockingQueue<StoredRecord> records) throws InterruptedException {
        while (iterator != null) {
            GetRecordsResponse answer = getRecords();
            if (answer == null) {
                continue;
            }
            for (Record record : answer.records()) {
                records.put(new StoredRecord(
                        shardId,
                        record.sequenceNumber(),
                        record.partitionKey(),
                        record.approximateArrivalTimestamp() == null
                                ? Instant.EPOCH
                                : record.approximateArrivalTimestamp(),
                        record.data().asByteArrayUnsafe()));
                lastSequenceNumber = record.sequenceNumber();
            }
            iterator = answer.nextShardIterator();
            if (iterator == null) {
                return answer.childShards().stream().map(ShardReader::shard).toList();
            }
            if (answer.records().isEmpty()) {
                Thread.sleep(PAUSE);
            }
        }
        return List.of();
    }

    private @Nullable GetRecordsResponse getRecords() throws InterruptedException {
        try {
            return client.getRecords(r -> r.shardIterator(iterator).streamARN(stream.toString()));
        } catch (ExpiredIteratorException e) {
            iterator = iterator(again);
            return null;
        } catch (ProvisionedThroughputExceededException e) {
            Thread.sleep(PAUSE.multipliedBy(2));
            return null;
        }
    }

    private String iterator(StartingPosition position) {
        GetShardIteratorRequest.Builder request = GetShardIteratorRequest.builder()
                .streamName(stream.streamName())
                .streamARN(stream.toString())
                .shardId(shardId);
        if (lastSequenceNumber != null) {
            request.shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER)
                    .startingSequenceNumber(lastSequenceNumber);
        } else {
            switch (position) {
                case StartingPosition.Latest latest -> request.shardIteratorType(ShardIteratorType.LATEST);
                case StartingPosition.Beginning beginning -> request.shardIteratorType(ShardIteratorType.TRIM_HORIZON);
                case StartingPosition.At at ->
                    request.shardIteratorType(ShardIteratorType.AT_TIMESTAMP).timestamp(at.moment());
            }
        }
        return client.getShardIterator(request.build()).shardIterator();
    }

    private static Shard shard(ChildShard child) {
        List<String> parents = child.parentShards();
        return Shard.builder()
                .shardId(child.shardId())
                .parentShardId(parents.isEmpty() ? null : parents.getFirst())
                .adjacentParentShardId(parents.size() > 1 ? parents.get(1) : null)
                .build();
    }
}
